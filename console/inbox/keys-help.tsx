import { Modal } from 'antd';
import type { InboxAct } from './acts';
import { keysOf } from './keys';
import { KeysTable } from './keys-table';

/** Which key does what, for whoever has forgotten. */
export default function KeysHelp({ acts, close }: { acts: readonly InboxAct[]; close: () => void }) {
  return (
    <Modal open title="键盘操作" onCancel={close} footer={null}>
      <p>光标在待办列表或者工具栏时有效；在填写内容时，按键就是文字。</p>
      <KeysTable rows={[...keysOf(acts), [['Esc'], '关闭窗口']]} />
    </Modal>
  );
}
