import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Form, Modal } from 'antd';
import { isUnsettled, useActKey } from '../client/act-key';
import { ApiError } from '../client/client';
import { giveCommand } from '../client/commands';
import type { Matter } from '../client/queries';
import { Trouble } from '../app/trouble';
import { commandName, consequenceOf } from '../words/commands';
import { fieldName } from '../words/choices';
import { bodyFrom, labelAt, type Schema } from '../forms/schema';
import { SchemaFields } from '../forms/schema-fields';
import { NextStep } from './next-step';
import type { Offered } from './what-may-be-done';

/**
 * The short form of one command. It has one key from when it is opened until it is taken: pressed twice, or sent again after the line was cut,
 * it is done once. While no answer has come, what stands in it can only be sent again as it is.
 */
export function CommandDialog({ matter, offered, close }: { matter: Matter; offered: Offered; close: () => void }) {
  const [form] = Form.useForm<Record<string, unknown>>();
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const key = useActKey();
  const name = commandName(offered.command);
  const schema = offered.schema as Schema;
  const act = useMutation({
    mutationFn: (body: Record<string, unknown>) => giveCommand({ matter: matter.number, command: offered.command, body, key: key.current }),
    onSuccess: async (taken) => {
      close();
      void message.success(taken.status === 'pending' ? `${name}：已收到，正在记录` : `${name}：已记录`);
      await queries.invalidateQueries();
    },
    onSettled: (_taken, error) => key.settle(error),
    // What is wrong with a field is said at the field.
    onError: (error) => form.setFields(placesOf(error)),
  });
  const isUnknown = isUnsettled(act.error);
  const send = async (): Promise<void> => {
    // Not known whether it was taken: the same again, and no more asked about it.
    if (isUnknown && act.variables) return act.mutate(act.variables);
    const body = bodyFrom(schema, await form.validateFields());
    const consequence = consequenceOf(offered.command);
    if (consequence !== undefined && !(await modal.confirm({ title: `确认${name}？`, content: consequence, okText: '确认', cancelText: '再想想' }))) return;
    act.mutate(body);
  };
  return (
    <Modal
      open
      title={`${name} · ${matter.number}`}
      onCancel={close}
      onOk={() => void send().catch(() => undefined)}
      okText={act.isError ? '再次提交' : '提交'}
      cancelText="取消"
      confirmLoading={act.isPending}
      mask={{ closable: false }}
      destroyOnHidden
      width={640}
    >
      {act.isError && (
        <>
          <Trouble error={act.error} labelOf={(path) => labelAt(schema, path, fieldName)} />
          <NextStep error={act.error} refresh={() => void queries.invalidateQueries({ queryKey: ['matter', matter.number] }).then(close)} />
        </>
      )}
      <Form form={form} layout="vertical" disabled={act.isPending || isUnknown} onFinish={() => void send().catch(() => undefined)} style={{ marginTop: 12 }}>
        <SchemaFields schema={schema} command={offered.command} matter={matter} />
        {Object.keys(schema.properties ?? {}).length === 0 && <Alert type="info" title="无需填写内容。" />}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </Form>
    </Modal>
  );
}

/** The form's own names of the fields that the API found wrong. */
function placesOf(error: unknown): { name: (string | number)[]; errors: string[] }[] {
  const errors = error instanceof ApiError ? (error.problem?.errors ?? []) : [];
  return errors.filter(({ path }) => path !== '').map(({ path, message }) => ({ name: path.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part)), errors: [message] }));
}
