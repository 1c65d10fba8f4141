import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Form, Input, Modal } from 'antd';
import type { Dayjs } from 'dayjs';
import { Trouble } from '../app/trouble';
import { isUnsettled, useActKey } from '../client/act-key';
import { api, bodyOf } from '../client/client';
import { InstantPicker } from '../forms/pickers';
import { instantOf } from '../forms/schema';
import { NextStep } from './next-step';

interface Filled {
  readonly who: string;
  readonly calledAt: Dayjs;
  readonly remarks?: string;
}

export function TelephonedDialog({ number, close }: { number: string; close: () => void }) {
  const [form] = Form.useForm<Filled>();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const key = useActKey();
  const record = useMutation({
    mutationFn: ({ who, calledAt, remarks = '' }: Filled) => bodyOf(api.POST('/matters/{id}/telephoned', { params: { path: { id: number }, header: { 'Idempotency-Key': key.current } }, body: { who, calledAt: instantOf(calledAt), ...(remarks.trim() === '' ? {} : { remarks }) } })),
    onSettled: (_recorded, error) => key.settle(error),
    onSuccess: () => {
      close();
      void message.success('已记录');
      return queries.invalidateQueries({ queryKey: ['matter', number, 'telephoned'] });
    },
  });
  const isUnknown = isUnsettled(record.error);
  // It may have been recorded: what is sent again is the same.
  const send = (): void => (isUnknown && record.variables ? record.mutate(record.variables) : void form.validateFields().then(record.mutate, () => undefined));
  return (
    <Modal open title={`记录电话告知 · ${number}`} onCancel={close} onOk={send} okText={record.isError ? '再次提交' : '记录'} cancelText="取消" confirmLoading={record.isPending} mask={{ closable: false }}>
      {record.isError && <><Trouble error={record.error} /><NextStep error={record.error} refresh={() => void queries.invalidateQueries({ queryKey: ['matter', number] }).then(close)} /></>}
      <Form<Filled> form={form} layout="vertical" disabled={record.isPending || isUnknown} onFinish={send}>
        <Form.Item name="who" label="接听人" rules={[{ required: true, whitespace: true, message: '请填写接听人' }]}><Input maxLength={200} autoFocus /></Form.Item>
        <Form.Item name="calledAt" label="通话时间" extra="北京时间" rules={[{ required: true, message: '请填写通话时间' }]}><InstantPicker style={{ width: '100%' }} /></Form.Item>
        <Form.Item name="remarks" label="通话内容（选填）" extra="双方经办人员均可查看，请勿填写当事人的个人信息"><Input.TextArea maxLength={4000} autoSize={{ minRows: 2, maxRows: 6 }} /></Form.Item>
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </Form>
    </Modal>
  );
}
