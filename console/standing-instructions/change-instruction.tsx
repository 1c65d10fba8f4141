import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Card, Form, Input, Select, Space } from 'antd';
import type { Dayjs } from 'dayjs';
import { Trouble } from '../app/trouble';
import { api, bodyOf } from '../client/client';
import type { paths } from '../client/generated/openapi';
import { CRIME_IDS } from '../../domain/standing-instructions/standing-instruction';
import { DocumentsField, type Given } from '../forms/documents-field';
import { DayPicker } from '../forms/pickers';
import { choiceName } from '../words/choices';
import { type Instruction, instructionQuery } from './instruction-page';

type Change = paths['/courts/{court}/standing-instruction']['put']['requestBody']['content']['application/json']['change'];

interface Confirmed {
  readonly judge: string;
  readonly crimes: readonly string[];
  readonly validFrom: Dayjs;
  readonly validTo?: Dayjs | null;
  readonly files?: readonly Given[];
}

const LABELS: Readonly<Record<string, string>> = { 'change.judge': '负责法官', 'change.crimes': '适用罪名', 'change.validFrom': '生效日期', 'change.validTo': '失效日期', 'change.document': '签署的文件', 'change.reason': '撤回理由' };

/** The head's own act: nobody else is offered it. What is sent says which version it was made upon, so that nobody's newer word is lost. */
export function ChangeInstruction({ court, newest, judges }: { court: string; newest: NonNullable<Instruction['versions']>[number]; judges: NonNullable<Instruction['judges']> }) {
  const [confirming] = Form.useForm<Confirmed>();
  const [withdrawing] = Form.useForm<{ reason: string }>();
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: (given: Change) => bodyOf(api.PUT('/courts/{court}/standing-instruction', { params: { path: { court: court as never } }, body: { version: newest.version, change: given } })),
    onSuccess: async ({ statusName }) => {
      void message.success(`常设指令：${statusName}`);
      await queries.invalidateQueries({ queryKey: instructionQuery(court).queryKey });
    },
  });
  const confirm = async ({ judge, crimes, validFrom, validTo, files }: Confirmed): Promise<void> => {
    if ((files?.length ?? 0) > 1) {
      confirming.setFields([{ name: 'files', errors: ['只能附一份签署的文件，请删去其余各份'] }]);
      return;
    }
    if (!(await modal.confirm({ title: '确认常设指令？', content: '此后本院在期限内未作表示的，平台将代本院提请监督，直至指令撤回或者失效。', okText: '确认', cancelText: '再想想' }))) return;
    change.mutate({ status: 'confirmed', judge, crimes: [...crimes] as never, validFrom: validFrom.format('YYYY-MM-DD'), ...(validTo ? { validTo: validTo.format('YYYY-MM-DD') } : {}), ...(files?.[0] ? { document: files[0].document } : {}) });
  };
  const withdraw = async ({ reason }: { reason: string }): Promise<void> => {
    if (!(await modal.confirm({ title: '撤回常设指令？', content: '此后平台不再代本院提请监督，期限内未提请的，权利即告丧失。', okText: '撤回', cancelText: '再想想' }))) return;
    change.mutate({ status: 'withdrawn', reason });
  };
  return (
    <Card size="small" title="确认、变更或者撤回">
      {change.isError && <Trouble error={change.error} labelOf={(path) => LABELS[path] ?? path} />}
      <Form form={confirming} layout="vertical" disabled={change.isPending} onFinish={(given) => void confirm(given)} initialValues={{ crimes: newest.crimes.map(({ id }) => id) }}>
        <Form.Item name="judge" label="负责法官" rules={[{ required: true, message: '请选择负责法官' }]}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={judges.map(({ username, name }) => ({ value: username, label: `${name}（${username}）` }))} notFoundContent="本院没有可作为负责法官的账号" />
        </Form.Item>
        <Form.Item name="crimes" label="适用罪名" rules={[{ required: true, message: '请选择适用罪名' }]}>
          <Select mode="multiple" options={CRIME_IDS.map((id) => ({ value: id, label: choiceName('', 'crime', id) ?? id }))} />
        </Form.Item>
        <Space wrap>
          <Form.Item name="validFrom" label="生效日期" rules={[{ required: true, message: '请填写生效日期' }]}><DayPicker allowClear={false} /></Form.Item>
          <Form.Item name="validTo" label="失效日期（不填的，至撤回时止）"><DayPicker /></Form.Item>
        </Space>
        <DocumentsField name="files" label="签署的文件（选填，一份）" />
        <Button type="primary" htmlType="submit" loading={change.isPending}>{newest.status === 'product-default' ? '确认采用' : '以此替换'}</Button>
      </Form>
      {newest.status !== 'withdrawn' && (
        <Form form={withdrawing} layout="vertical" disabled={change.isPending} onFinish={(given) => void withdraw(given)} style={{ marginTop: 16, borderTop: '1px solid #f0f0f0', paddingTop: 12 }}>
          <Form.Item name="reason" label="撤回理由" rules={[{ required: true, whitespace: true, message: '请填写撤回理由' }]}><Input.TextArea maxLength={4000} autoSize={{ minRows: 2 }} /></Form.Item>
          <Button danger htmlType="submit" loading={change.isPending}>撤回</Button>
        </Form>
      )}
    </Card>
  );
}
