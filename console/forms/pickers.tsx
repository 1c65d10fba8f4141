import { DatePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { ComponentProps } from 'react';
import { useMe } from '../app/signed-in-as';

type Props = Omit<ComponentProps<typeof DatePicker<Dayjs>>, 'showTime' | 'showNow' | 'presets' | 'format' | 'picker' | 'mode' | 'multiple'>;

/** China has kept UTC+8 without summer time since 1992. */
const BEIJING_MINUTES = 8 * 60;

/** What clocks in Beijing show, whatever zone the browser is in; in a rehearsal, what its own clock showed when the page was read. */
function useBeijing(): () => Dayjs {
  const { now, isRehearsal } = useMe();
  return () => {
    if (isRehearsal) return dayjs(now.slice(0, '2026-03-02T09:00:00'.length));
    const here = dayjs();
    return here.add(BEIJING_MINUTES - here.utcOffset(), 'minute');
  };
}

/** A day; its shortcut is today in Beijing and not in the browser. */
export function DayPicker(props: Props) {
  const beijing = useBeijing();
  return <DatePicker format="YYYY年M月D日" showNow={false} presets={[{ label: '今天', value: () => beijing().startOf('day') }]} {...props} />;
}

/** An instant, picked as Beijing time (`instantOf`). */
export function InstantPicker(props: Props) {
  const beijing = useBeijing();
  return <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY年M月D日 HH:mm" showNow={false} presets={[{ label: '此刻', value: beijing }]} {...props} />;
}
