import { queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { Alert, Space } from 'antd';
import type { Kind } from '../../domain/catalogue/kinds';
import { termName } from '../../matters/wording/words';
import { api, bodyOf } from '../client/client';
import { useMe } from '../app/signed-in-as';
import { LawTerm } from '../law/law-term';
import { rulesQuery } from '../law/queries';
import { DayStrip } from '../matter/day-strip';
import { dayIn, deadlineText } from '../words/dates';
import { termText } from './kinds';

/** When the unit would owe what, were it to sign for the papers today. */
export function DuePreview({ kind }: { kind: Kind }) {
  const { now, ruleSet } = useMe();
  const rules = useQuery(rulesQuery(ruleSet));
  const duties = (rules.data?.duties ?? []).filter((duty) => duty.kind === kind.id && duty.from === 'receipt');
  const terms = useQueries({ queries: duties.map((duty) => queryOptions({ queryKey: ['calendar', 'explain', termText(duty), now.slice(0, 10)], queryFn: () => bodyOf(api.GET('/calendar/explain', { params: { query: { term: termText(duty), from: now as never } } })) })) });
  if (duties.length === 0) return null;
  return (
    <Alert
      type="info"
      title="假如单位今日签收"
      description={
        <Space orientation="vertical">
          {duties.map((duty, index) => {
            const term = terms[index]?.data;
            return (
              <div key={duty.name}>
                {termName(duty.name)}（{duty.article}，{duty.force === 'statutory' ? <LawTerm of="statutory">规定期限</LawTerm> : <LawTerm of="advisory">工作目标</LawTerm>}）：{term ? `${deadlineText(term.dueOn, term.dueAt)}前` : '……'}
                {term?.provisional === true && <>（<LawTerm of="provisional">暂定</LawTerm>）</>}
                {term && <DayStrip days={term.days} today={dayIn(now)} dueOn={term.dueOn} />}
              </div>
            );
          })}
        </Space>
      }
    />
  );
}
