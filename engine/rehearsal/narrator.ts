import { addDays, dayOf, formatInstant, parseInstant, weekdayOf, type Day } from '../../domain/calendar/day';
import type { MatterView } from './story';

type Line = (text: string) => void;
interface Words {
  zh: string;
  en: string;
}
export type LedgerEntry = MatterView['ledger'][number];
export type TermShown = MatterView['terms'][number];

/** A day of a term as the platform explains it. */
export interface CountedDay {
  day: string;
  as: string;
  name?: string;
  count?: number;
  grant?: number;
}

const WEEKDAYS = ['周一 Mon', '周二 Tue', '周三 Wed', '周四 Thu', '周五 Fri', '周六 Sat', '周日 Sun'] as const;

/** What the clock did, by type of entry or by rung. */
const CLOCK_WORDS: Readonly<Record<string, Words>> = {
  'receipt-deemed': { zh: '无人签收，视为收到', en: 'nobody signed: deemed received' },
  'T-2': { zh: '提醒：还有两个工作日', en: 'reminder, two working days before' },
  'T-1': { zh: '提醒：还有一个工作日', en: 'reminder, one working day before' },
  'T-0': { zh: '提醒：今日到期', en: 'reminder, due today' },
  breach: { zh: '逾期：告知法院和联络员', en: 'the term has ended: court and liaison are told' },
  missed: { zh: '未达目标时限（不属法定逾期）', en: 'target missed, which is no breach' },
  '+1': { zh: '升级：告知单位负责人和法院执行局', en: 'climbs to the unit’s head and the enforcement bureau' },
  '+3': { zh: '升级：告知市委政法委', en: 'climbs to the political-legal committee' },
  half: { zh: '提醒：期限已过半', en: 'reminder: half of the hours are over' },
  'last-4h': { zh: '提醒：距届满四小时', en: 'reminder, four hours before' },
  'decision-receipt-deemed': { zh: '法院未签收，视为收到决定书', en: 'the court did not sign: the decision is deemed received' },
  'asked-by-standing-instruction': { zh: '依法院常设指令提请监督', en: 'asked by standing instruction of the court' },
  'window-counted-again': { zh: '提请监督的期限依新的安排重新计算', en: 'the court’s time to ask is counted again by the new calendar' },
  'window-closed': { zh: '提请监督的期限已过', en: 'the court’s right to ask has lapsed' },
  'oversight-proposed': { zh: '未作决定，可提请监督', en: 'nothing was decided: the court is offered to ask' },
  'request-receipt-deemed': { zh: '检察机关未签收，视为收到', en: 'the procuratorate did not sign: deemed received' },
  'court-alerted': { zh: '法院尚未确认，再次提示法院联系人', en: 'the court has not acknowledged: its contact is alerted again' },
  'notice-deemed': { zh: '法院未签收，视为收到通知书', en: 'the court did not sign: the notice is deemed received' },
  'release-unrecorded': { zh: '拘留期限已过，提醒登记释放', en: 'the days of detention have passed: somebody has to record the release' },
  'duty-desk-rung': { zh: '无人接警，呼叫值班席', en: 'nobody has answered: the duty desk is rung' },
  'head-rung': { zh: '仍无人接警，呼叫单位负责人', en: 'still nobody: the head is rung' },
  'watch-ending': { zh: '提醒法院：查扣即将截止', en: 'the court is reminded that the watch is about to end' },
  'watch-lapsed': { zh: '查扣截止', en: 'the watch has ended with its last day' },
  'call-110-left-unrecorded': { zh: '报警情况未补登，办结', en: '110 was left unrecorded, closed' },
  'calendar-revised': { zh: '工作日历发布，期限重新计算', en: 'the calendar was published, and the term is counted again' },
  'submitted-to-committee': { zh: '磋商未成，争议提请书自动送交政法委', en: 'no agreement: the written file goes to the committee by itself' },
  'accepted-by-silence': { zh: '法院未提异议，视为认可，办结', en: 'accepted by silence, closed' },
};

const TERM_WORDS: Readonly<Record<string, Words>> = {
  answer: { zh: '答复期限', en: 'answer' },
  'accept-answer': { zh: '法院认可', en: 'acceptance' },
  'report-measure': { zh: '说明是否已采取措施', en: 'saying whether a measure was taken' },
  'notify-court': { zh: '通知法院', en: 'telling the court' },
  'withdraw-search': { zh: '法院撤销协查', en: 'calling the search off' },
  'confirm-withdrawn': { zh: '公安机关确认撤销', en: 'confirming that it is withdrawn' },
  'decide-stop': { zh: '法院决定并通知拘留所', en: 'the court’s decision, told' },
  release: { zh: '释放', en: 'release' },
  'turn-out': { zh: '出警', en: 'turning out' },
  'acknowledge-stop': { zh: '法院确认知悉', en: 'the court’s word that it knows' },
  'record-110': { zh: '补登报警情况', en: '110 on record' },
  'settle-false-report': { zh: '处理谎报警情', en: 'dealing with the false report' },
  'send-papers': { zh: '送交解除措施的文书', en: 'the court’s papers for the undoing' },
  file: { zh: '立案', en: 'filing' },
  review: { zh: '审查', en: 'review' },
  'review-extended': { zh: '延长后的审查', en: 'review, extended' },
  'issue-refusal': { zh: '送达不予立案决定书', en: 'serving the written refusal' },
  explain: { zh: '书面说明理由', en: 'written reasons to the court' },
  ask: { zh: '提请监督', en: 'the court’s window to ask' },
  'first-result': { zh: '反馈初步结果', en: 'first result' },
  outcome: { zh: '最终结果', en: 'final outcome' },
  'give-reasons': { zh: '说明不立案理由', en: 'reasons to the procuratorate' },
  'file-on-notice': { zh: '依通知立案', en: 'filing on notice' },
  negotiate: { zh: '磋商', en: 'negotiation' },
  coordinate: { zh: '政法委协调', en: 'coordination' },
  register: { zh: '登记', en: 'registration' },
  publish: { zh: '公示', en: 'publication' },
};

const DAY_WORDS: Readonly<Record<string, string>> = { weekend: '周末 weekend', 'make-up-day': '补班 made up', 'by-the-clock': '按时计 by the clock', 'rolled-to': '顺延至 moved to', overdue: '已逾期 late' };

/** What happens when a day opens; anything else at 00:00 happens at the end of the day before. */
const AT_OPENING: readonly string[] = ['asked-by-standing-instruction'];

const CLOCK_NAME = '⏰ 时钟 the clock';
const INDENT = ' '.repeat(11);
const DETAIL = `${INDENT}   `;

/** Prints a story as a timeline: a heading for each day on which something happens, a line for each thing, and why the dates are as they are. */
export class Narrator {
  private day: Day | undefined;

  constructor(private readonly line: Line) {}

  title({ zh, en }: Words): void {
    this.line(`\n${zh}\n${en}`);
  }

  /** Somebody acted. */
  act(at: string, who: string, what: Words, matter: string): void {
    this.moment(parseInstant(at), `${who}${matter}`);
    this.line(`${DETAIL}${what.zh}`);
    this.line(`${DETAIL}${what.en}`);
  }

  /** The clock acted. */
  alarm(entry: LedgerEntry, matter: string): void {
    const rung = typeof entry.facts['rung'] === 'string' ? entry.facts['rung'] : entry.type;
    const words = CLOCK_WORDS[rung] ?? { zh: entry.type, en: rung };
    this.moment(parseInstant(entry.receivedAt), `${CLOCK_NAME}${matter}  ${words.zh} · ${words.en}`, AT_OPENING.includes(entry.type));
  }

  /** A term has a new last day, and this is why. */
  due(term: TermShown, days: readonly CountedDay[]): void {
    const words = TERM_WORDS[term.name] ?? { zh: term.name, en: term.name };
    const force = term.force === 'advisory' ? '（目标 target）' : '';
    this.line(`${DETAIL}→ ${words.zh} ${words.en}${force}: ${shortDay(term.dueOn)} ${WEEKDAYS[weekdayOf(term.dueOn) - 1]}${hourOf(term)}${term.provisional ? ' 暂定 provisional' : ''}  [${term.article}]`);
    this.line(`${DETAIL}  ${days.length > 1 ? describeDays(days) : ''}`);
  }

  expectation(what: string, found: string | undefined): void {
    this.line(found === undefined ? `${DETAIL}✓ ${what}` : `${DETAIL}✗ ${what}: ${found}`);
  }

  private moment(at: number, text: string, isOpening = false): void {
    // A term ends at 24:00 of its day, says the law.
    const isMidnight = !isOpening && formatInstant(at).slice(11, 16) === '00:00';
    const day = isMidnight ? addDays(dayOf(at), -1) : dayOf(at);
    if (day !== this.day) this.line(`\n${day} ${WEEKDAYS[weekdayOf(day) - 1]}`);
    this.day = day;
    this.line(`    ${isMidnight ? '24:00' : formatInstant(at).slice(11, 16)}  ${text}`);
  }
}

/** What runs by the clock ends at an hour. */
function hourOf({ dueAt }: TermShown): string {
  const hour = dueAt.slice(11, 16);
  return hour === '00:00' ? '' : ` ${hour}`;
}

function shortDay(day: Day): string {
  return day.slice(5);
}

/** Runs of days that count alike are told together: `1–3: 10-14–10-16`. */
function describeDays(days: readonly CountedDay[]): string {
  const parts: string[] = [];
  let run: CountedDay[] = [];
  const tell = (): void => {
    const [first, last] = [run[0], run.at(-1)];
    if (!first || !last) return;
    const span = first === last ? shortDay(first.day) : `${shortDay(first.day)}…${shortDay(last.day)}`;
    const counts = first.count === undefined ? undefined : first === last ? `第${first.count}日` : `第${first.count}–${last.count ?? first.count}日`;
    if (first.as === 'event') parts.push(`${span} 不计 day 0`);
    else if (counts === undefined) parts.push(`${span} ${first.name ?? DAY_WORDS[first.as] ?? first.as}`);
    else parts.push(`${span} ${first.grant === undefined ? '' : '延长 granted '}${counts}${first.as === 'make-up-day' ? `（${DAY_WORDS['make-up-day']}）` : ''}`);
  };
  for (const day of days) {
    const before = run.at(-1);
    const isAlike = before?.as === day.as && before.name === day.name && before.grant === day.grant;
    if (!isAlike) {
      tell();
      run = [];
    }
    run.push(day);
  }
  tell();
  return parts.join('; ');
}
