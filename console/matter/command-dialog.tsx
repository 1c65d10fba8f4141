import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Form, Modal } from 'antd';
import { useRef } from 'react';
import { ApiError, newActKey } from '../client/client';
import { giveCommand } from '../client/commands';
import type { Matter } from '../client/queries';
import { Trouble } from '../app/trouble';
import { commandName, isAskedOnceMore } from '../words/commands';
import { bodyFrom, type Schema } from '../forms/schema';
import { SchemaFields } from '../forms/schema-fields';
import { NextStep } from './next-step';
import type { Offered } from './what-may-be-done';

/**
 * The short form of one command. It has one key from when it is opened until it is taken: pressed twice, or sent again after the line was cut,
 * it is done once.
 */
export function CommandDialog({ matter, offered, close }: { matter: Matter; offered: Offered; close: () => void }) {
  const [form] = Form.useForm<Record<string, unknown>>();
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const key = useRef(newActKey());
  const name = commandName(offered.command);
  const schema = offered.schema as Schema;
  const act = useMutation({
    mutationFn: (body: Record<string, unknown>) => giveCommand({ matter: matter.number, command: offered.command, body, key: key.current }),
    onSuccess: async (taken) => {
      close();
      void message.success(taken.status === 'pending' ? `${name}：已收到，正在记录` : `${name}：已记录`);
      await queries.invalidateQueries();
    },
    onError: (error) => {
      // Refused for good: what is sent next is another act. Where it is not known whether it was taken, the key stays.
      if (error instanceof ApiError && !error.isPassing) key.current = newActKey();
    },
  });
  const send = async (): Promise<void> => {
    const body = bodyFrom(schema, await form.validateFields());
    if (isAskedOnceMore(offered.command) && !(await modal.confirm({ title: `确认${name}？`, content: '记录后不能撤回。', okText: '确认', cancelText: '再想想' }))) return;
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
          <Trouble error={act.error} />
          <NextStep error={act.error} refresh={() => void queries.invalidateQueries({ queryKey: ['matter', matter.number] }).then(close)} />
        </>
      )}
      <Form form={form} layout="vertical" onFinish={() => void send().catch(() => undefined)} style={{ marginTop: 12 }}>
        <SchemaFields schema={schema} command={offered.command} matter={matter} />
        {Object.keys(schema.properties ?? {}).length === 0 && <Alert type="info" title="无需填写内容。" />}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </Form>
    </Modal>
  );
}
