import { Checkbox, Empty, Grid, Tag } from 'antd';
import { Waiting } from '../app/waiting';
import { type FocusEvent, type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';
import { Link, useNavigate } from 'react-router';
import type { MatterSummary } from '../client/queries';
import { firstToEnd, TimeLeftTag } from '../matter/time-left-tag';
import { useMe } from '../app/signed-in-as';
import { dayText } from '../words/dates';
import { useNames } from '../words/names';
import { stageName } from '../words/stages';
import { timeLeft } from '../words/time-left';
import './inbox-list.css';

interface Props {
  readonly items: readonly MatterSummary[];
  readonly isLoading: boolean;
  readonly chosen: readonly string[];
  readonly choose: (numbers: readonly string[]) => void;
  /** A window stands before the list. */
  readonly isBusy: boolean;
  /** All around the list, where its keys work too. */
  readonly desk: RefObject<HTMLDivElement | null>;
}

/** The line that had the focus last: whoever comes back from its page goes on there. */
const last = { number: '' };

/** j and k (or the arrows) go from line to line, x chooses, Enter opens: a day's requests without a mouse. What else a key does is the page's. */
export function InboxList({ items, isLoading, chosen, choose, isBusy, desk }: Props) {
  const rows = useRef(new Map<string, HTMLLIElement>());
  const goTo = useNavigate();
  const { now } = useMe();
  const at = useRef({ index: 0, isHere: true });
  // The keys work from the first line on, and from where one was when a window closes or a line leaves the list; whoever has gone elsewhere is left there.
  useEffect(() => {
    const { index, isHere } = at.current;
    if (!isHere || isBusy || isLoading || !isNowhere(desk.current)) return;
    const number = items.find((item) => item.number === last.number)?.number ?? items[Math.min(index, items.length - 1)]?.number ?? '';
    (rows.current.get(number) ?? desk.current)?.focus({ preventScroll: true });
  }, [items, isBusy, isLoading, desk]);
  const leave = ({ relatedTarget }: FocusEvent<HTMLUListElement>): void => {
    at.current.isHere = relatedTarget === null || relatedTarget.closest('.inbox-desk, .ant-modal') !== null;
  };
  const toggle = (number: string): void => choose(chosen.includes(number) ? chosen.filter((other) => other !== number) : [...chosen, number]);
  const onKey = (event: KeyboardEvent<HTMLLIElement>, index: number): void => {
    const { number = '' } = items[index] ?? {};
    const focus = (to: number): void => rows.current.get(items[to]?.number ?? '')?.focus();
    const act = { j: () => focus(index + 1), ArrowDown: () => focus(index + 1), k: () => focus(index - 1), ArrowUp: () => focus(index - 1), x: () => toggle(number), Enter: () => void goTo(`/matters/${number}`) }[event.key];
    if (act === undefined || event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
    event.preventDefault();
    act();
  };
  if (isLoading) return <Waiting />;
  if (items.length === 0) return <Empty description="没有事项" />;
  return (
    <ul className="inbox not-printed" onBlur={leave} aria-label="事项，按 J、K 移动，X 选择，回车打开，问号看全部按键">
      {items.map((item, index) => (
        <li
          key={item.number}
          ref={(row) => { if (row) rows.current.set(item.number, row); else rows.current.delete(item.number); }}
          tabIndex={0}
          data-number={item.number}
          onFocus={() => { at.current = { index, isHere: true }; last.number = item.number; }}
          onKeyDown={(event) => onKey(event, index)}
          className={`inbox-row inbox-${item.closedAt === null ? timeLeft(firstToEnd(item), now).pressure : 'none'}${item.isUnread ? ' inbox-unread' : ''}`}
        >
          <Checkbox checked={chosen.includes(item.number)} onChange={() => toggle(item.number)} aria-label={`选择 ${item.number}`} />
          <Line item={item} />
        </li>
      ))}
    </ul>
  );
}

/** Nothing has the focus, or only what lies around the list. */
function isNowhere(desk: HTMLElement | null): boolean {
  const { activeElement } = document;
  return activeElement === document.body || activeElement === desk || activeElement?.id === 'content';
}

function Line({ item }: { item: MatterSummary }) {
  const names = useNames();
  const { md } = Grid.useBreakpoint();
  return (
    <div className={md === false ? 'inbox-line inbox-narrow' : 'inbox-line'}>
      <span className="inbox-left">{item.closedAt === null ? <TimeLeftTag term={firstToEnd(item)} /> : <Tag>已办结</Tag>}</span>
      <span className="inbox-what">{item.isUnread && <span className="unread-mark">未读</span>}<Link to={`/matters/${item.number}`}>{item.kindName}</Link> <span className="number">{item.number}</span></span>
      <span>{item.caseNumber}</span>
      <span>{item.isContentShown && `${names.court(item.court)} → ${names.body(item.unit, item.office)}`}</span>
      <span>{stageName(item.stage)}{item.assignee !== null && <span className="inbox-assignee">{item.assignee.name}</span>}</span>
      <span>{item.dueOn === null ? '' : `${dayText(item.dueOn)}到期${item.provisional ? '（暂定）' : ''}`}</span>
    </div>
  );
}
