import { PhoneOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Card, Form, Input, Radio, Select, Space } from 'antd';
import type { Dayjs } from 'dayjs';
import { Link } from 'react-router';
import { CITY_PLACES, type PlaceId } from '../../domain/catalogue/places';
import { HAPPENING_NAMES } from '../../matters/wording/words';
import { useTitle } from '../app/title';
import { Trouble } from '../app/trouble';
import { isUnsettled, useActKey } from '../client/act-key';
import { api, bodyOf } from '../client/client';
import { InstantPicker } from '../forms/pickers';
import { instantOf } from '../forms/schema';

interface Filled {
  readonly happening: keyof typeof HAPPENING_NAMES;
  readonly place: string;
  readonly district?: PlaceId;
  readonly hasCalled: boolean;
  readonly calledAt?: Dayjs;
  readonly incidentNumber?: string;
  readonly phone?: string;
  readonly caseNumber?: string;
  readonly description?: string;
}

const orLeftOut = <Name extends string>(name: Name, value: string | undefined): { [Key in Name]?: string } => (value === undefined || value.trim() === '' ? {} : { [name]: value }) as { [Key in Name]?: string };

function bodyFrom({ happening, place, district, hasCalled, calledAt, incidentNumber, phone, caseNumber, description }: Filled) {
  return {
    happening,
    place: { words: place, ...(district === undefined ? {} : { district }) },
    call110: hasCalled && calledAt ? { calledAt: instantOf(calledAt), ...orLeftOut('incidentNumber', incidentNumber) } : null,
    officer: orLeftOut('phone', phone),
    ...orLeftOut('caseNumber', caseNumber),
    ...orLeftOut('description', description),
  };
}

/** 四.7(4) 暴力抗法: first to call 110, then the shortest form there is. What is not known yet can be said later. */
export default function AlarmPage() {
  useTitle('紧急求助');
  const [form] = Form.useForm<Filled>();
  const queries = useQueryClient();
  const key = useActKey();
  const district = Form.useWatch('district', form);
  const hasCalled = Form.useWatch('hasCalled', form);
  const notice = useQuery({ queryKey: ['alarm-notice', district], queryFn: () => bodyOf(api.GET('/alarms/notice', { params: { query: district === undefined ? {} : { district } } })) });
  const raise = useMutation({
    mutationFn: (body: ReturnType<typeof bodyFrom>) => bodyOf(api.POST('/alarms', { params: { header: { 'Idempotency-Key': key.current } }, body })),
    onSettled: (_raised, error) => key.settle(error),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['matters'] }),
  });
  const isUnknown = isUnsettled(raise.error);
  // A notice that did not come keeps nobody from the form; a refusal does.
  const isRefused = notice.isError && !isUnsettled(notice.error);
  const said = raise.data ?? notice.data;
  return (
    <Space orientation="vertical" size="middle" style={{ width: '100%', maxWidth: 720 }}>
      <h1>紧急求助</h1>
      <Alert type="error" showIcon icon={<PhoneOutlined />} title={<strong>请先拨打 <a href="tel:110">110</a></strong>} description={said?.notice ?? '本平台不能代替 110 报警，平台收到信息不等于公安机关已经接警。'} />
      {notice.isError && !raise.data && <Trouble error={notice.error} again={() => void notice.refetch()} />}
      {raise.isError && <Trouble error={raise.error} />}
      {raise.data ? (
        <Alert role="status" type={raise.data.isDeskTold ? 'success' : 'warning'} showIcon title={raise.data.isDeskTold ? `已通知${raise.data.dutyOfficeName}` : `${raise.data.dutyOfficeName}在平台上没有值班人员`} description={<>警情编号 <Link to={`/matters/${raise.data.matter}`} className="number">{raise.data.matter}</Link>。请在其中登记 110 警情编号，查看接警和到场情况。</>} />
      ) : !isRefused && (
        <Card size="small" title="通知公安机关">
          <Form<Filled> form={form} layout="vertical" scrollToFirstError={{ focus: true }} initialValues={{ hasCalled: false }} disabled={raise.isPending || isUnknown} onFinish={(filled) => raise.mutate(isUnknown && raise.variables ? raise.variables : bodyFrom(filled))}>
            <Form.Item name="happening" label="警情" rules={[{ required: true, message: '请选择警情' }]}><Select options={Object.entries(HAPPENING_NAMES).map(([value, label]) => ({ value, label }))} /></Form.Item>
            <Form.Item name="place" label="地点" rules={[{ required: true, whitespace: true, message: '请填写地点' }]}><Input maxLength={4000} /></Form.Item>
            <Form.Item name="district" label="所在县（市、区）" extra="不选的，按本院所在地"><Select allowClear options={CITY_PLACES.map(({ id, fullName }) => ({ value: id, label: fullName }))} /></Form.Item>
            <Form.Item name="hasCalled" label="是否已拨打 110"><Radio.Group options={[{ value: false, label: '尚未拨打' }, { value: true, label: '已拨打' }]} /></Form.Item>
            {hasCalled && (
              <>
                <Form.Item name="calledAt" label="110 报警时间" extra="北京时间" rules={[{ required: true, message: '请填写报警时间' }]}><InstantPicker style={{ width: '100%' }} /></Form.Item>
                <Form.Item name="incidentNumber" label="110 警情编号（选填）" rules={[{ pattern: /^[A-Za-z0-9-]{1,40}$/, message: '警情编号由字母、数字和连字符组成' }]}><Input /></Form.Item>
              </>
            )}
            <Form.Item name="phone" label="现场联系电话（选填）" extra="不填的，用本人账号登记的电话"><Input type="tel" /></Form.Item>
            <Form.Item name="caseNumber" label="执行案号（选填）"><Input /></Form.Item>
            <Form.Item name="description" label="情况说明（选填）"><Input.TextArea maxLength={4000} autoSize={{ minRows: 2, maxRows: 6 }} /></Form.Item>
            <Button type="primary" danger htmlType="submit" disabled={raise.isPending} loading={raise.isPending}>{raise.isError ? '再次提交' : '通知公安机关'}</Button>
          </Form>
        </Card>
      )}
    </Space>
  );
}
