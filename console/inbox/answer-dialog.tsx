import { useQuery } from '@tanstack/react-query';
import { Alert, Modal } from 'antd';
import { Trouble } from '../app/trouble';
import { Waiting } from '../app/waiting';
import { matterQuery, type MatterSummary } from '../client/queries';
import { CommandDialog } from '../matter/command-dialog';

/** Answering one from the list: the same form as on its page. */
export function AnswerDialog({ matters, close }: { matters: readonly MatterSummary[]; close: () => void }) {
  const number = matters[0]?.number ?? '';
  const matter = useQuery({ ...matterQuery(number), refetchInterval: false });
  const offered = matter.data?.mayDo.find(({ command }) => command === 'answer');
  if (matter.data && offered) return <CommandDialog matter={matter.data} offered={offered} close={close} />;
  return (
    <Modal open title={`答复 · ${number}`} onCancel={close} footer={null}>
      {matter.isPending && <Waiting />}
      {matter.isError && <Trouble error={matter.error} again={() => void matter.refetch()} />}
      {matter.data && <Alert type="info" title="现在不能答复，请打开事项查看可以做什么。" />}
    </Modal>
  );
}
