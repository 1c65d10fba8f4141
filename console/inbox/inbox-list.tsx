import { Checkbox, Empty, Grid, Tag } from 'antd';
import { Waiting } from '../app/waiting';
import { useRef, type KeyboardEvent } from 'react';
import { Link, useNavigate } from 'react-router';
import type { MatterSummary } from '../client/queries';
import { PressureTag } from '../matter/pressure-tag';
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
}

/** j and k (or the arrows) go from line to line, x chooses, Enter opens: a day's requests without a mouse. */
export function InboxList({ items, isLoading, chosen, choose }: Props) {
  const rows = useRef(new Map<string, HTMLLIElement>());
  const goTo = useNavigate();
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
    <ul className="inbox not-printed" aria-label="事项，按 J、K 移动，X 选择，回车打开">
      {items.map((item, index) => (
        <li
          key={item.number}
          ref={(row) => { if (row) rows.current.set(item.number, row); else rows.current.delete(item.number); }}
          tabIndex={0}
          onKeyDown={(event) => onKey(event, index)}
          className={`inbox-row inbox-${pressureOf(item)}`}
        >
          <Checkbox checked={chosen.includes(item.number)} onChange={() => toggle(item.number)} aria-label={`选择 ${item.number}`} />
          <Line item={item} />
        </li>
      ))}
    </ul>
  );
}

const leftOf = (item: MatterSummary) => timeLeft(item.workingDaysLeft, item.lateness === 'breached');
const pressureOf = (item: MatterSummary): string => (item.closedAt === null ? leftOf(item).pressure : 'none');

function Line({ item }: { item: MatterSummary }) {
  const names = useNames();
  const { md } = Grid.useBreakpoint();
  return (
    <div className={md === false ? 'inbox-line inbox-narrow' : 'inbox-line'}>
      <span className="inbox-left">{item.closedAt === null ? <PressureTag {...leftOf(item)} /> : <Tag>已办结</Tag>}</span>
      <span className="inbox-what"><Link to={`/matters/${item.number}`}>{item.kindName}</Link> <span className="number">{item.number}</span></span>
      <span>{item.caseNumber}</span>
      <span>{item.isContentShown && `${names.court(item.court)} → ${names.body(item.unit, item.office)}`}</span>
      <span>{stageName(item.stage)}</span>
      <span>{item.dueOn === null ? '' : `${dayText(item.dueOn)}到期${item.provisional ? '（暂定）' : ''}`}</span>
    </div>
  );
}
