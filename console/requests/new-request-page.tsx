import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Card, Checkbox, Form, Input, Radio, Result, Select, Space } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { findKind, type Kind } from '../../domain/catalogue/kinds';
import { newActKey } from '../client/client';
import { catalogueQuery } from '../client/queries';
import { openRequest } from '../client/requests';
import { useTitle } from '../app/title';
import { Trouble } from '../app/trouble';
import { SchemaFields } from '../forms/schema-fields';
import { DuePreview } from './due-preview';
import { draftOf, forgetDraft, keepDraft } from './drafts';
import { bodyOfRequest, type Filled } from './filled';
import { bodiesFor, OPENED_HERE, PRECONDITIONS } from './kinds';
import { PapersFields } from './papers-fields';
import { useParticulars } from './particulars';

const CASE_NUMBER = /^[（(]\d{4}[)）]粤\d{2,4}执[\u4e00-\u9fff]{0,3}\d{1,6}号(之[\u4e00-\u9fff]{1,3})?$/u;
const REQUIRED = [{ required: true, message: '此项必填' }];

/** One debtor, one kind, one unit or several: what each needs appears when the kind is chosen, and when it will be due. */
export default function NewRequestPage() {
  useTitle('发起协助');
  const [search, setSearch] = useSearchParams();
  const [form] = Form.useForm<Filled>();
  const catalogue = useQuery(catalogueQuery);
  const kindId = Form.useWatch('kind', form) ?? search.get('kind') ?? undefined;
  const kind = kindId === undefined ? undefined : findKind(kindId);
  const particulars = useParticulars(kind);
  const [opened, setOpened] = useState<readonly string[]>([]);
  const key = useRef(newActKey());
  const open = useMutation({
    mutationFn: async (filled: Filled) => {
      const numbers: string[] = [];
      for (const unit of filled.units) numbers.push(await openRequest(bodyOfRequest(filled, unit, particulars), `${key.current}:${unit}`));
      return numbers;
    },
    onSuccess: (numbers) => {
      forgetDraft();
      key.current = newActKey();
      setOpened(numbers);
    },
  });
  useEffect(() => {
    form.setFieldsValue({ ...draftOf(), ...Object.fromEntries(['kind', 'caseNumber'].flatMap((name) => (search.get(name) ? [[name, search.get(name)]] : []))) });
    // Once, from what the address and the draft say.
  }, []); // eslint-disable-line react-hooks/exhaustive-deps
  if (opened.length > 0) return <Opened numbers={opened} another={() => { form.setFieldsValue({ kind: undefined, units: [], papers: {}, dataItems: [] }); setSearch({}); setOpened([]); }} />;
  return (
    <Space orientation="vertical" size="middle" style={{ width: '100%', maxWidth: 900 }}>
      <h1>发起协助</h1>
      {open.isError && <Trouble error={open.error} />}
      <Form<Filled> form={form} layout="vertical" scrollToFirstError onFinish={(filled) => open.mutate(filled)} onValuesChange={(_changed, all) => keepDraft(all)} disabled={open.isPending}>
        <Card size="small" title="事项和单位" style={{ marginBottom: 16 }}>
          <Form.Item name="kind" label="事项" rules={REQUIRED}>
            <Select showSearch={{ optionFilterProp: 'label' }} options={OPENED_HERE.map(({ id, name }) => ({ value: id, label: name }))} onChange={() => form.setFieldsValue({ units: [], dataItems: [] })} />
          </Form.Item>
          {kind && (
            <Form.Item name="units" label="协助单位" extra="可选多个单位，分别立项" rules={[{ required: true, message: '请选择协助单位' }]}>
              <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={bodiesFor(kind, catalogue.data)} />
            </Form.Item>
          )}
          {kind && <DuePreview kind={kind} />}
        </Card>
        <Card size="small" title="案件和被执行人" style={{ marginBottom: 16 }}>
          <Form.Item name="caseNumber" label="执行案号" rules={[...REQUIRED, { pattern: CASE_NUMBER, message: '执行案号格式应如（2026）粤5302执123号' }]}><Input /></Form.Item>
          <Form.Item name={['debtor', 'type']} label="被执行人类型" initialValue="natural-person" rules={REQUIRED}><Radio.Group options={[{ value: 'natural-person', label: '自然人' }, { value: 'organisation', label: '法人或者其他组织' }]} /></Form.Item>
          <Form.Item name={['debtor', 'name']} label="姓名（名称）" rules={REQUIRED}><Input autoComplete="off" /></Form.Item>
          <Form.Item name={['debtor', 'idNumber']} label="证件号码"><Input autoComplete="off" maxLength={40} /></Form.Item>
          <Form.Item name="capacity" label="身份" initialValue="debtor" rules={REQUIRED}>
            <Select options={[{ value: 'debtor', label: '被执行人' }, { value: 'legal-representative', label: '法定代表人' }, { value: 'principal', label: '主要负责人' }, { value: 'directly-responsible', label: '影响债务履行的直接责任人员' }, { value: 'executive', label: '高级管理人员' }]} />
          </Form.Item>
          <Form.Item name="purpose" label="协助目的" rules={REQUIRED}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={4000} /></Form.Item>
          {kind && kind.dataItems.length > 0 && <Form.Item name="dataItems" label="查询项目" rules={[{ required: true, message: '请至少选择一项' }]}><DataItems kind={kind} /></Form.Item>}
        </Card>
        {kind && (
          <Card size="small" title="法律文书" style={{ marginBottom: 16 }}>
            <PapersFields kind={kind} />
            <Form.Item name="serviceMode" label="送达方式" initialValue="electronic"><Radio.Group options={[{ value: 'electronic', label: '电子送达' }, { value: 'window', label: '窗口递交' }, { value: 'post', label: '邮寄' }, { value: 'in-person', label: '直接送达' }]} /></Form.Item>
          </Card>
        )}
        {kind && (particulars !== undefined || kind.preconditions.length > 0 || kind.needsContact24h) && (
          <Card size="small" title="本事项的特别要求" style={{ marginBottom: 16 }}>
            {kind.preconditions.map((id) => <Form.Item key={id} name={['preconditions', id]} label={`${PRECONDITIONS[id]}：凭证`} rules={REQUIRED}><Input maxLength={4000} /></Form.Item>)}
            {kind.needsContact24h && <Contact />}
            {particulars && <SchemaFields schema={particulars} command="open-request" at={['particulars']} />}
          </Card>
        )}
        {!kind && <Alert type="info" title="选择事项后，将列出办理单位、所需文书和预计到期日。" style={{ marginBottom: 16 }} />}
        <Space>
          <Button type="primary" htmlType="submit" loading={open.isPending} disabled={!kind}>{open.isError ? '再次提交' : '发起'}</Button>
          <Button onClick={() => { forgetDraft(); form.resetFields(); }}>清空</Button>
        </Space>
      </Form>
    </Space>
  );
}

/** Without what the form says of a single input: a group of boxes is no input. */
function DataItems({ kind, value, onChange }: { kind: Kind; value?: string[]; onChange?: (items: string[]) => void }) {
  return <Checkbox.Group value={value} onChange={onChange} options={kind.dataItems.map(({ id, name }) => ({ value: id, label: name }))} />;
}

function Contact() {
  return (
    <>
      <Form.Item name={['contact24h', 'name']} label="24小时联系人" rules={REQUIRED}><Input /></Form.Item>
      <Form.Item name={['contact24h', 'phone']} label="联系电话" rules={[...REQUIRED, { pattern: /^\+?[0-9 -]{5,20}$/, message: '电话号码有误' }]}><Input /></Form.Item>
    </>
  );
}

function Opened({ numbers, another }: { numbers: readonly string[]; another: () => void }) {
  return (
    <Result
      status="success"
      title="已发起"
      subTitle={numbers.map((number) => <div key={number}><Link to={`/matters/${number}`} className="number">{number}</Link></div>)}
      extra={<Button type="primary" onClick={another}>同一被执行人，再发起一项</Button>}
    />
  );
}
