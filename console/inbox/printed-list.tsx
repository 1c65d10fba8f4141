import { useMe } from '../app/signed-in-as';
import type { MatterSummary } from '../client/queries';
import { dayText, instantText } from '../words/dates';
import { useNames } from '../words/names';
import './printed-list.css';

/** The day's list on paper 签收清单, to be signed line by line at the window; seen only where it is printed. */
export function PrintedList({ items, title, isWhole }: { items: readonly MatterSummary[]; title: string; isWhole: boolean }) {
  const me = useMe();
  const names = useNames();
  return (
    <section className="printed" aria-hidden>
      <h2>签收清单（{title}）</h2>
      <p>{[me.bodyName, me.officeName].filter((name) => name !== null).join(' ')}　{me.displayName}　{instantText(me.now)}　{isWhole ? `共 ${items.length} 件` : `前 ${items.length} 件，其余未列出`}</p>
      <table>
        <thead><tr><th>序号</th><th>编号</th><th>事项</th><th>案号</th><th>法院</th><th>协助单位</th><th>到期日</th><th>签收人</th><th>签收时间</th></tr></thead>
        <tbody>
          {items.map((item, index) => (
            <tr key={item.number}>
              <td>{index + 1}</td><td>{item.number}</td><td>{item.kindName}</td><td>{item.caseNumber}</td><td>{names.court(item.court)}</td><td>{names.body(item.unit, item.office)}</td><td>{item.dueOn === null ? '' : dayText(item.dueOn)}</td><td /><td />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
