import { useQuery } from '@tanstack/react-query';
import { Button, DatePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { type ComponentProps, useState } from 'react';
import { meQuery } from '../client/queries';
import './pickers.css';

type Props = Omit<ComponentProps<typeof DatePicker<Dayjs>>, 'showTime' | 'showNow' | 'format' | 'picker' | 'mode' | 'multiple' | 'renderExtraFooter' | 'open' | 'onOpenChange'>;

/** 'YYYY-MM-DDTHH:MM:SS' of an instant as the API says it, in UTC+8. */
const SECONDS = 19;

/** What clocks in Beijing show, by the server's clock and not by the browser's, which may be set wrong or live elsewhere; in a rehearsal, where time stands or leaps, what its clock showed when it was last asked. */
function useBeijing(): () => Dayjs {
  const { data: me, dataUpdatedAt } = useQuery(meQuery);
  return () => {
    const then = dayjs(me?.now.slice(0, SECONDS));
    return me?.isRehearsal === true ? then : then.add(dayjs().valueOf() - dataUpdatedAt, 'ms');
  };
}

/** A day; its shortcut is today in Beijing. */
export function DayPicker(props: Props) {
  const beijing = useBeijing();
  return <Picker {...props} format="YYYY年M月D日" shortcut="今天" pick={() => beijing().startOf('day')} />;
}

/** An instant, picked as Beijing time (`instantOf`). */
export function InstantPicker(props: Props) {
  const beijing = useBeijing();
  return <Picker {...props} showTime={{ format: 'HH:mm' }} format="YYYY年M月D日 HH:mm" shortcut="此刻" pick={beijing} />;
}

function Picker({ shortcut, pick, ...props }: ComponentProps<typeof DatePicker<Dayjs>> & { readonly format: string; readonly shortcut: string; readonly pick: () => Dayjs }) {
  const [isOpen, open] = useState(false);
  const take = (): void => {
    const picked = pick();
    props.onChange?.(picked, picked.format(props.format));
    open(false);
  };
  return <DatePicker {...props} open={isOpen} onOpenChange={open} showNow={false} renderExtraFooter={() => <Button type="link" size="small" onClick={take}>{shortcut}</Button>} />;
}
