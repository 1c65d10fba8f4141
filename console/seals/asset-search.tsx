import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Card, Form, Input, Select, Space } from 'antd';
import { api, ApiError, bodyOf } from '../client/client';
import { Trouble } from '../app/trouble';
import { QueueLink, SealOrder } from './seal-order';
import { ASSET_CHOICES, assetName } from './seal-words';

interface Asked {
  readonly assetClass: 'vehicle' | 'land' | 'housing' | 'equity';
  readonly number: string;
  readonly holder?: string;
}

/** By what the asset is called in its registry. That says of whom it is, so it never stands in the address bar. */
export function AssetSearch() {
  const [form] = Form.useForm<Asked>();
  const assetClass = Form.useWatch('assetClass', form);
  const search = useMutation({ mutationFn: ({ holder, ...asked }: Asked) => bodyOf(api.POST('/seals/search', { body: { ...asked, ...(holder === undefined || holder === '' || asked.assetClass !== 'equity' ? {} : { holder }) } })) });
  const isUnknown = search.error instanceof ApiError && search.error.status === 404;
  return (
    <Card size="small" title="按财产查询">
      <Form form={form} layout="inline" initialValues={{ assetClass: 'vehicle' }} onFinish={(asked: Asked) => search.mutate(asked)} style={{ rowGap: 8 }}>
        <Form.Item name="assetClass" label="财产类别"><Select options={ASSET_CHOICES} style={{ width: 100 }} /></Form.Item>
        <Form.Item name="number" label="登记号码" rules={[{ required: true, message: '请填写号牌、权证或者登记号码' }]}><Input placeholder="号牌、权证或者登记号码" maxLength={200} style={{ width: 240 }} /></Form.Item>
        {assetClass === 'equity' && <Form.Item name="holder" label="股权持有人"><Input maxLength={200} style={{ width: 180 }} /></Form.Item>}
        <Button htmlType="submit" type="primary" loading={search.isPending}>查询</Button>
      </Form>
      <div aria-live="polite" style={{ marginTop: search.isIdle ? 0 : 12 }}>
        {search.isError && (isUnknown ? <Alert type="info" showIcon title="没有查到" description="该财产没有经本平台查封，或者您所在的法院、单位不在其查封之列。请核对号码是否与登记簿一致。" /> : <Trouble error={search.error} />)}
        {search.data && (
          <Space orientation="vertical" style={{ width: '100%' }}>
            <strong>{assetName(search.data.assetClass)}，{search.data.unitName}登记 <QueueLink queue={search.data} /></strong>
            <SealOrder queue={search.data} />
          </Space>
        )}
      </div>
    </Card>
  );
}
