import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Card, DatePicker, Space } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { Trouble } from '../app/trouble';
import { Waiting } from '../app/waiting';
import { api, bodyOf } from '../client/client';
import type { paths } from '../client/generated/openapi';
import { instantText } from '../words/dates';

type Move = paths['/rehearsal/clock']['post']['requestBody']['content']['application/json'];

/** Time of a rehearsal: it runs, stands, or goes on to where something falls due; never back. */
export function RehearsalClock() {
  const queries = useQueryClient();
  const [to, setTo] = useState<Dayjs | null>(null);
  const clock = useQuery({ queryKey: ['rehearsal', 'clock'], queryFn: () => bodyOf(api.GET('/rehearsal/clock')), refetchInterval: 5_000 });
  const move = useMutation({ mutationFn: (body: Move) => bodyOf(api.POST('/rehearsal/clock', { body })), onSuccess: () => queries.invalidateQueries() });
  if (clock.isPending) return <Waiting />;
  if (clock.isError) return <Trouble error={clock.error} />;
  const { now, speed, openMatters, nextAlarmAt } = clock.data;
  return (
    <Card size="small" title="演练时钟">
      <p>{instantText(now)}，{speed === 0 ? '已暂停' : `每秒走 ${speed} 秒`}；未结事项 {openMatters} 件{nextAlarmAt !== null && `，下一时点 ${instantText(nextAlarmAt)}`}。</p>
      {move.isError && <Trouble error={move.error} />}
      <Space wrap>
        <Button disabled={move.isPending} onClick={() => move.mutate({ action: 'pause' })}>暂停</Button>
        <Button disabled={move.isPending} onClick={() => move.mutate({ action: 'set-speed', speed: 1 })}>正常速度</Button>
        <Button disabled={move.isPending} onClick={() => move.mutate({ action: 'set-speed', speed: 3600 })}>每秒一小时</Button>
        <Button type="primary" loading={move.isPending} onClick={() => move.mutate({ action: 'move-to-next-alarm' })}>到下一时点</Button>
        <DatePicker aria-label="拨到" showTime={{ format: 'HH:mm' }} showNow={false} format="YYYY年M月D日 HH:mm" value={to} onChange={setTo} />
        <Button disabled={to === null || move.isPending} onClick={() => to && move.mutate({ action: 'move', to: `${to.format('YYYY-MM-DDTHH:mm')}:00+08:00` as never })}>拨到</Button>
      </Space>
    </Card>
  );
}
