import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Form, Input, Modal } from 'antd';
import { Trouble } from '../app/trouble';
import { isUnsettled, useActKey } from '../client/act-key';
import { api, bodyOf } from '../client/client';
import type { Matter } from '../client/queries';
import { bodyFrom, labelAt, type Schema } from '../forms/schema';
import { SchemaFields } from '../forms/schema-fields';
import { fieldName } from '../words/choices';
import { NextStep } from './next-step';
import type { Makeable, Paper } from './papers';

const WHY = 'whyAgain';

/** What an officer adds to what the matter itself says. A paper that is there already gets its next version, under its number and with a reason. */
export function PaperDialog({ matter, made, again, close }: { matter: Matter; made: Makeable; again?: Paper | undefined; close: () => void }) {
  const [form] = Form.useForm<Record<string, unknown>>();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const key = useActKey();
  const schema = made.schema as Schema;
  const write = useMutation({
    mutationFn: (fields: Record<string, unknown>) => bodyOf(api.POST('/matters/{id}/papers', { params: { path: { id: matter.number }, header: { 'Idempotency-Key': key.current } }, body: { paper: made.paper, ...fields } as never })),
    onSuccess: async ({ name, number }) => {
      close();
      void message.success(`${name}已制作：${number}`);
      await queries.invalidateQueries({ queryKey: ['matter', matter.number, 'papers'] });
    },
    onSettled: (_made, error) => key.settle(error),
  });
  const isUnknown = isUnsettled(write.error);
  const send = async (): Promise<void> => {
    // It may have been written: what is sent again is the same.
    if (isUnknown && write.variables) return write.mutate(write.variables);
    const { [WHY]: reason, ...values } = await form.validateFields();
    write.mutate({ ...bodyFrom(schema, values), ...(again ? { newVersionOf: again.id, reason } : {}) });
  };
  return (
    <Modal open title={`${again ? '重新制作' : '制作'}${made.name} · ${matter.number}`} onCancel={close} onOk={() => void send().catch(() => undefined)} okText={write.isError ? '再次提交' : '制作'} cancelText="取消" confirmLoading={write.isPending} mask={{ closable: false }} width={640}>
      {write.isError && (
        <>
          <Trouble error={write.error} labelOf={(path) => labelAt(schema, path, fieldName)} />
          <NextStep error={write.error} refresh={() => void queries.invalidateQueries({ queryKey: ['matter', matter.number] }).then(close)} />
        </>
      )}
      <Form form={form} layout="vertical" disabled={write.isPending || isUnknown} onFinish={() => void send().catch(() => undefined)} style={{ marginTop: 12 }}>
        {again ? <Alert type="info" style={{ marginBottom: 12 }} title={`文号 ${again.number} 不变，将成为第 ${again.versions.length + 1} 版；以前各版保留。`} /> : <Alert type="info" style={{ marginBottom: 12 }} title="按模板生成，文号随即确定，不会重复使用。请下载、签章后随办理事项上传。" />}
        <SchemaFields schema={schema} command="make-paper" matter={matter} />
        {again && <Form.Item name={WHY} label="重新制作的理由" rules={[{ required: true, whitespace: true, message: '请填写重新制作的理由' }]}><Input.TextArea maxLength={4000} autoSize={{ minRows: 2, maxRows: 6 }} /></Form.Item>}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </Form>
    </Modal>
  );
}
