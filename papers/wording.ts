import type { Day } from '../domain/calendar/day';
import type { Term, TermKind } from '../domain/deadlines/term';
import type { PaperFacts } from './facts';

/** '2026年3月2日': no zero before month or day (GB/T 9704—2012, 7.3.5.4). */
export function plainDay(day: Day): string {
  return `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
}

/** '被执行人赵不还（证件号码445302199001011234）', with as much as the paper may say. */
export function debtorText({ people: { debtorName, debtorIdNumber } }: Pick<PaperFacts, 'people'>): string {
  return `被执行人${debtorName ?? ''}${debtorIdNumber === undefined ? '' : `（证件号码${debtorIdNumber}）`}`;
}

/** '孙承办（工作证粤云执001，执行公务证粤云公务001）'. */
export function officersText({ people: { officers = [] } }: Pick<PaperFacts, 'people'>): string {
  return officers
    .map(({ name, workCardNo, enforcementPermitNo }) => {
      const cards = [workCardNo && `工作证${workCardNo}`, enforcementPermitNo && `执行公务证${enforcementPermitNo}`].filter((card) => card !== null && card !== '');
      return cards.length === 0 ? name : `${name}（${cards.join('，')}）`;
    })
    .join('、');
}

const LENGTHS: Readonly<Record<TermKind, string>> = { 'working-days': '个工作日', 'calendar-days': '日', hours: '小时', minutes: '分钟' };

/** '自收到之日起3个工作日内'; where the law has only a word, that word. */
export function withinText(term: Term): string {
  if (term.force === 'advisory') return term.wording === 'immediately' ? '立即' : '及时';
  return `自收到之日起${term.length.n}${LENGTHS[term.length.kind]}内`;
}

/** '一、', '二、' … '二十、'. */
export function ordinal(n: number): string {
  const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  return `${tens === 0 ? '' : `${tens === 1 ? '' : digits[tens] ?? ''}十`}${digits[ones] ?? ''}`;
}
