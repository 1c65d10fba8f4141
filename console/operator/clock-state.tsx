import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button } from 'antd';
import { Trouble } from '../app/trouble';
import { api, bodyOf } from '../client/client';
import { instantText } from '../words/dates';

const HOLDS = { 'wall-clock-jumped': '服务器时间发生跳变', 'behind-the-record': '服务器时间早于最近一条记录' } as const;

/** Nothing is recorded while the time is in doubt, until somebody has looked at the host's clock. */
export function ClockState() {
  const { modal, message } = App.useApp();
  const queries = useQueryClient();
  const clock = useQuery({ queryKey: ['operator', 'clock'], queryFn: () => bodyOf(api.GET('/operator/clock')), refetchInterval: 30_000 });
  const confirm = useMutation({
    mutationFn: () => api.POST('/operator/clock/confirm'),
    onSuccess: () => {
      void message.success('已确认，恢复记录');
      return queries.invalidateQueries({ queryKey: ['operator', 'clock'] });
    },
  });
  if (clock.isError) return <Trouble error={clock.error} />;
  if (!clock.data) return null;
  const { now, hold } = clock.data;
  if (hold === null) return <p style={{ margin: 0 }}>系统时间正常：{instantText(now)}。</p>;
  const ask = async (): Promise<void> => {
    if (await modal.confirm({ title: '已核对服务器时间？', content: `平台时间为 ${instantText(now)}。确认后，暂停的记录将以现在的时间继续。`, okText: '确认', cancelText: '取消' })) confirm.mutate();
  };
  return (
    <>
      <Alert type="error" showIcon title={`${HOLDS[hold]}，已暂停记录`} description={`平台时间为 ${instantText(now)}。请核对服务器时间后确认。`} action={<Button danger loading={confirm.isPending} onClick={() => void ask()}>确认时间正确</Button>} />
      {confirm.isError && <Trouble error={confirm.error} />}
    </>
  );
}
