import { Alert, Card, Space } from 'antd';
import { LawTerm } from '../law/law-term';
import type { Matter } from '../client/queries';
import { annulmentGroundName, termName } from '../../matters/wording/words';
import { shortInstant } from '../words/dates';

const EXPLANATIONS: Readonly<Record<string, string>> = { none: '单位未说明理由', 'notice-unanswered': '单位已说明理由，法院尚未回复', 'notice-accepted': '法院同意单位说明的理由', 'notice-contested': '法院不同意单位说明的理由', 'confirmed-in-time': '双方确认已按期办理，仅登记滞后' };

/** What was late, on what it rests, and what was said about it; an annulled breach counts as none and stays to be seen. */
export function Breaches({ matter }: { matter: Matter }) {
  if (matter.breaches.length === 0) return null;
  return (
    <Card size="small" title={<LawTerm of="breach">逾期</LawTerm>}>
      <Space orientation="vertical" style={{ width: '100%' }}>
        {matter.breaches.map((breach) => {
          const name = termName(breach.term);
          const remarks = [
            breach.duringOutage && '期限最后一日平台有故障记录',
            breach.contested && `${shortInstant(breach.contested.at)}提出异议：${annulmentGroundName(breach.contested.ground)}`,
            breach.annulled && `${shortInstant(breach.annulled.at)}撤销：${annulmentGroundName(breach.annulled.ground)}`,
            breach.isToBeAnnulled && '所依据的日期已因工作日历调整而变动，待撤销',
          ].filter((remark) => typeof remark === 'string');
          return <Alert key={`${breach.term}-${breach.at}`} type={breach.annulled ? 'info' : 'error'} showIcon title={breach.annulled ? <s>{name}</s> : name} description={<>{[EXPLANATIONS[breach.explanation] ?? '', ...remarks].filter((text) => text !== '').join('。')}{breach.restsOnDeemedReceipt && <>。起算日为<LawTerm of="deemed-receipt">视为收到</LawTerm>之日</>}</>} />;
        })}
      </Space>
    </Card>
  );
}
