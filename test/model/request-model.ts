import { isWorkingDay } from '../../domain/calendar/calendar';
import { addDays, atTimeOfDayMs, dayOf, type Day, startOfDayMs } from '../../domain/calendar/day';
import { SHIPPED_CALENDAR } from '../../domain/calendar/shipped';

/**
 * An assistance request, told a second time: written from the rules, with none of the code in workflows/. Days come from the domain's calendar.
 * It says what the ledger must hold, what each command is answered, and where the matter stands.
 */

export type Side = 'court' | 'unit';
export interface ModelCommand {
  id: string;
  side: Side;
  name: string;
  at: number;
  facts: Record<string, unknown>;
  hasWords: boolean;
}
export interface ModelEntry {
  type: string;
  at: number;
  by: Side | 'clock';
  rung?: string;
  hasWords: boolean;
}
export interface ModelTerm {
  id: string;
  dueOn: Day;
  dueAt: number;
  state: 'running' | 'met' | 'ended';
  lateSince?: number;
  lateWorkingDays?: number;
}

interface Owed {
  name: 'answer' | 'register' | 'publish';
  from: 'receipt' | 'register' | 'publish';
  force: 'statutory' | 'advisory';
  workingDays: number;
}
const owed = (name: Owed['name'], from: Owed['from'], force: Owed['force'], workingDays: number): Owed => ({ name, from, force, workingDays });

/** Kinds of each shape that there is: 四.7(1), 四.7(3), 四.8, 四.13, 四.17. */
export const MODEL_KINDS = {
  'police.identity-property-query': [owed('answer', 'receipt', 'statutory', 3)],
  'land.consult': [owed('answer', 'receipt', 'statutory', 15)],
  'land.seal': [owed('answer', 'receipt', 'advisory', 1)],
  'justice.query': [owed('answer', 'receipt', 'advisory', 10)],
  'police.vehicle-transfer': [owed('register', 'receipt', 'advisory', 10), owed('answer', 'register', 'statutory', 3)],
  'commerce.freeze-notice': [owed('publish', 'receipt', 'statutory', 3), owed('answer', 'publish', 'advisory', 3)],
  'commerce.equity-transfer': [owed('register', 'receipt', 'statutory', 3), owed('answer', 'receipt', 'statutory', 3), owed('publish', 'register', 'advisory', 3)],
} as const satisfies Record<string, readonly Owed[]>;
export type ModelKind = keyof typeof MODEL_KINDS;

/** Papers of each kind, those that do for each other together, and whether the text demands the court's seal on them (加盖公章). */
const PAPERS: Record<ModelKind, { oneOf: string[]; isSealed: boolean }[]> = {
  'police.identity-property-query': [{ oneOf: ['query-notice'], isSealed: true }],
  'land.consult': [{ oneOf: ['court-letter'], isSealed: false }],
  'land.seal': ['judgment ruling', 'enforcement-notice'].map((papers) => ({ oneOf: papers.split(' '), isSealed: false })),
  'justice.query': [{ oneOf: ['court-letter', 'court-notice'], isSealed: false }],
  'police.vehicle-transfer': ['ruling', 'enforcement-notice'].map((paper) => ({ oneOf: [paper], isSealed: true })),
  'commerce.freeze-notice': ['ruling', 'publication-notice'].map((paper) => ({ oneOf: [paper], isSealed: false })),
  'commerce.equity-transfer': ['effective-instrument-copy ruling', 'enforcement-notice', 'transferee-proof'].map((papers) => ({ oneOf: papers.split(' '), isSealed: true })),
};
const CARDS = ['id-card', 'enforcement-permit'].map((paper) => ({ oneOf: [paper], isSealed: false }));

const BEFORE_ANSWER = ['awaiting-delivery', 'awaiting-receipt', 'awaiting-answer'];
/** The unit may go on all the same. */
const TO_ANSWER = [...BEFORE_ANSWER, 'returned-again'];
const AFTER_RECEIPT = ['awaiting-answer', 'returned-again', 'answered', 'contested', 'awaiting-act'];
const OPEN = ['awaiting-delivery', 'awaiting-receipt', 'returned', ...AFTER_RECEIPT];

/** Who may give a command at which stages. */
const WHEN: Record<string, { sides: Side[]; stages: string[] }> = {
  'record-delivery': { sides: ['court'], stages: ['awaiting-delivery'] },
  'sign-receipt': { sides: ['unit'], stages: TO_ANSWER },
  answer: { sides: ['unit'], stages: [...TO_ANSWER, 'contested'] },
  'return-papers': { sides: ['unit'], stages: BEFORE_ANSWER },
  'wrong-unit': { sides: ['unit'], stages: BEFORE_ANSWER },
  'serve-again': { sides: ['court'], stages: ['returned'] },
  'accept-return': { sides: ['court'], stages: ['returned-again'] },
  'contest-return': { sides: ['court'], stages: ['returned', 'returned-again'] },
  'handle-at-window': { sides: ['unit'], stages: ['awaiting-delivery', 'awaiting-receipt'] },
  'record-act': { sides: ['unit'], stages: AFTER_RECEIPT },
  'give-delay-notice': { sides: ['unit'], stages: ['awaiting-answer', 'returned-again', 'contested', 'awaiting-act'] },
  'reply-to-delay-notice': { sides: ['court'], stages: [...AFTER_RECEIPT, 'returned'] },
  'grant-extension': { sides: ['court'], stages: ['awaiting-answer', 'returned-again', 'contested', 'awaiting-act'] },
  'raise-query': { sides: ['unit'], stages: OPEN.filter((stage) => stage !== 'answered' && stage !== 'returned') },
  'reply-to-query': { sides: ['court'], stages: OPEN },
  'accept-answer': { sides: ['court'], stages: ['answered', 'contested'] },
  'contest-answer': { sides: ['court'], stages: ['answered'] },
  withdraw: { sides: ['court'], stages: OPEN },
  'propose-service-time': { sides: ['court', 'unit'], stages: TO_ANSWER },
  'confirm-service-time': { sides: ['court', 'unit'], stages: TO_ANSWER },
  correct: { sides: ['court', 'unit'], stages: OPEN },
  'acknowledge-correction': { sides: ['court', 'unit'], stages: OPEN },
};
export const MODEL_COMMANDS = Object.keys(WHEN);

function nthWorkingDay(day: Day, n: number): Day {
  let reached = day;
  for (let left = Math.abs(n); left > 0; ) {
    reached = addDays(reached, n < 0 ? -1 : 1);
    if (isWorkingDay(SHIPPED_CALENDAR, reached)) left -= 1;
  }
  return reached;
}

/** The rungs of a term: what is told, when. */
function rungsOf(term: Term): { rung: string; type: string; at: number }[] {
  if (term.id.startsWith('accept-answer')) return [];
  const onDay = (n: number): number => atTimeOfDayMs(nthWorkingDay(term.dueOn, n), '08:30');
  const rungs = [
    { rung: 'T-0', type: 'reminder', at: onDay(0) },
    { rung: '+1', type: 'escalation', at: onDay(1) },
    ...(term.force === 'advisory'
      ? [{ rung: 'missed', type: 'target-missed', at: term.dueAt }]
      : [
          { rung: 'T-2', type: 'reminder', at: onDay(-2) },
          { rung: 'T-1', type: 'reminder', at: onDay(-1) },
          { rung: 'breach', type: 'term-expired', at: term.dueAt },
          { rung: '+3', type: 'escalation', at: onDay(3) },
        ]),
  ];
  return rungs.sort((a, b) => a.at - b.at);
}

interface Term {
  id: string;
  owes: Side;
  force: 'statutory' | 'advisory';
  workingDays: number;
  startOn: Day;
  grants: number[];
  dueOn: Day;
  dueAt: number;
  state: ModelTerm['state'];
  lateSince?: number;
  lateWorkingDays?: number;
  /** Rungs of the present reckoning that were past when it was made, or have been told. */
  reckonedAt: number;
  told: Set<string>;
  rungs: { rung: string; type: string; at: number }[];
  /** That it ran out, and what climbed from there: each once, however late that became known, and not again for a date that was moved meanwhile. */
  climbed: Set<string>;
}

const isOfLateness = (rung: string): boolean => rung === 'breach' || rung === 'missed' || rung.startsWith('+');

interface Returned {
  name: string;
  at: number;
  state: 'ended-clock' | 'to-be-accepted' | 'accepted' | 'disputed' | 'lapsed';
  lacks: string[][];
  ended: Term[];
  used: { term: string; returnedOnDay: number; usedDays: number; of: number }[];
}

/** One service of the papers. */
interface Served {
  at: number;
  earliestAt: number;
  delivered?: number;
  receipt?: { at: number; how: string };
  isDeliveryMissed?: boolean;
}

export type ModelOutcome = 'accepted' | { refused: string };

export class RequestModel {
  readonly entries: ModelEntry[];
  readonly outcomes = new Map<string, ModelOutcome>();
  closed: { as: string; at: number } | undefined;
  now: number;

  private readonly duties: readonly Owed[];
  private readonly terms: Term[] = [];
  private served: Served;
  private services = 1;
  readonly returns: Returned[] = [];
  private returned: Returned | undefined;
  private asked = 0;
  private stageIs: 'open' | 'answered' | 'contested' | 'awaiting-act' = 'open';
  private everAnswered = false;
  private round = 1;
  private accepted: string | undefined;
  private readonly acts = new Set<string>();
  /** Ended by an answer that it cannot be done, and owed again when that is contested. */
  private readonly released: Term[] = [];
  private readonly notices: { seq: number; at: number; stance: string }[] = [];
  private readonly queries = new Set<number>();
  private readonly corrections = new Map<number, Side>();
  private proposal: { seq: number; servedAt: number; side: Side } | undefined;
  private readonly expired: { term: string; at: number; on: Served }[] = [];
  private queue: ModelCommand[] = [];
  private pending: ModelCommand[] = [];

  constructor(
    readonly kind: ModelKind,
    isElectronic: boolean,
    private readonly openedAt: number,
    private readonly revision: 1 | 2,
  ) {
    this.duties = MODEL_KINDS[kind];
    this.now = openedAt;
    this.served = { at: openedAt, earliestAt: openedAt - 30 * 86_400_000, ...(isElectronic ? { delivered: openedAt } : {}) };
    this.entries = [{ type: 'open-request', at: openedAt, by: 'court', hasWords: true }];
  }

  /** What may be found missing. */
  get papers(): string[] {
    return [...PAPERS[this.kind], ...CARDS].flatMap(({ oneOf }) => oneOf);
  }

  get stage(): string {
    if (this.closed) return 'closed';
    if (this.returned) return this.returned.state === 'to-be-accepted' ? 'returned-again' : 'returned';
    if (this.stageIs !== 'open') return this.stageIs;
    if (this.served.receipt) return 'awaiting-answer';
    return this.served.delivered === undefined ? 'awaiting-delivery' : 'awaiting-receipt';
  }

  /** Given now, and decided. */
  give(command: ModelCommand): void {
    this.queue.push(command);
    this.run();
  }

  /** Committed now, and brought by nobody yet. */
  leave(command: ModelCommand): void {
    this.pending.push(command);
  }

  moveTo(instant: number): void {
    this.now = instant;
    this.run();
  }

  nextAlarmAt(): number | undefined {
    return this.nextAlarm()?.at;
  }

  termViews(): ModelTerm[] {
    return this.terms.map(({ id, dueOn, dueAt, state, lateSince, lateWorkingDays }) => ({
      id,
      dueOn,
      dueAt,
      state,
      ...(lateSince === undefined ? {} : { lateSince }),
      ...(lateWorkingDays === undefined ? {} : { lateWorkingDays }),
    }));
  }

  lateness(): string {
    if (this.terms.some((term) => term.lateSince !== undefined && term.force === 'statutory')) return 'breached';
    return this.terms.some((term) => term.lateSince !== undefined) ? 'advisory-missed' : 'none';
  }

  awaited(): Side[] {
    const { stage } = this;
    if (stage === 'closed') return [];
    const isCourtAwaited = ['answered', 'awaiting-delivery', 'returned', 'returned-again'].includes(stage) || this.queries.size > 0;
    const isUnitAwaited = !['answered', 'awaiting-delivery', 'returned'].includes(stage);
    const confirms = this.proposal && TO_ANSWER.includes(stage) ? (this.proposal.side === 'court' ? 'unit' : 'court') : undefined;
    return [...(isCourtAwaited || confirms === 'court' ? (['court'] as const) : []), ...(isUnitAwaited || confirms === 'unit' ? (['unit'] as const) : [])];
  }

  breaches(): { term: string; at: number; explanation: string; restsOnDeemedReceipt: boolean }[] {
    return this.expired.map(({ term, at, on }) => {
      const notice = this.notices.filter((one) => one.at >= on.at && one.at < at).at(-1);
      return { term, at, explanation: notice ? `notice-${notice.stance}` : 'none', restsOnDeemedReceipt: on.receipt?.how === 'deemed' };
    });
  }

  private run(): void {
    while (!this.closed) {
      const command = this.queue[0];
      const alarm = this.nextAlarm();
      if (alarm && alarm.at <= Math.max(this.now, command?.at ?? 0) && !(command && command.at < alarm.at)) {
        const first = this.pending.filter((one) => one.at < alarm.at);
        if (first.length > 0) {
          this.pending = this.pending.filter((one) => one.at >= alarm.at);
          this.queue = [...this.queue, ...first].sort((a, b) => a.at - b.at);
        } else alarm.fire();
      } else if (command) {
        this.queue.shift();
        this.decide(command);
      } else return;
    }
    for (const command of this.queue.splice(0)) this.outcomes.set(command.id, { refused: 'matter-closed' });
  }

  private nextAlarm(): { at: number; fire: () => void } | undefined {
    const alarms: { at: number; fire: () => void }[] = [];
    if (this.stage === 'awaiting-receipt' && this.served.delivered !== undefined) {
      const on = nthWorkingDay(dayOf(this.served.delivered), 1);
      const at = startOfDayMs(addDays(on, 1));
      alarms.push({ at, fire: () => this.record({ type: 'receipt-deemed', at, by: 'clock', hasWords: false }, () => this.receive(at, on, 'deemed', at)) });
    }
    if (this.stage === 'awaiting-delivery' && !this.served.isDeliveryMissed) {
      const at = startOfDayMs(addDays(nthWorkingDay(dayOf(this.served.at), 3), 1));
      alarms.push({ at, fire: () => this.record({ type: 'delivery-unrecorded', at, by: 'clock', hasWords: false }, () => void (this.served.isDeliveryMissed = true)) });
    }
    if (this.stage === 'returned-again') {
      const at = this.find(this.settleId())?.dueAt ?? 0;
      alarms.push({ at, fire: () => this.record({ type: 'return-unanswered', at, by: 'clock', hasWords: false }, () => this.disputeReturn(at, false)) });
    }
    if (this.stage === 'answered') {
      const silence = this.find(this.acceptId());
      if (silence?.state === 'running') alarms.push({ at: silence.dueAt, fire: () => this.record({ type: 'accepted-by-silence', at: silence.dueAt, by: 'clock', hasWords: false }, () => this.accept('accepted-by-silence', silence.dueAt)) });
    }
    for (const term of this.terms) {
      if (term.state !== 'running') continue;
      for (const { rung, type, at } of term.rungs) {
        if (term.told.has(rung)) continue;
        if (isOfLateness(rung) ? term.climbed.has(rung) : at <= term.reckonedAt) continue;
        alarms.push({ at, fire: () => this.record({ type, at, by: 'clock', rung, hasWords: false }, () => this.ring(term, rung, at)) });
      }
    }
    return alarms.sort((a, b) => a.at - b.at)[0];
  }

  private ring(term: Term, rung: string, at: number): void {
    term.told.add(rung);
    if (isOfLateness(rung)) term.climbed.add(rung);
    if (rung !== 'breach' && rung !== 'missed') return;
    term.lateSince = term.dueAt;
    if (rung === 'breach') this.expired.push({ term: term.id, at, on: this.served });
  }

  private record(entry: ModelEntry, change: (seq: number) => void): void {
    this.entries.push(entry);
    change(this.entries.length);
  }

  private decide(command: ModelCommand): void {
    const refused = this.refusal(command);
    this.outcomes.set(command.id, refused === undefined ? 'accepted' : { refused });
    if (refused !== undefined) return;
    if (!this.served.receipt && ['answer', 'handle-at-window', 'return-papers', 'wrong-unit'].includes(command.name)) {
      this.record({ type: 'receipt-implied', at: command.at, by: command.side, hasWords: false }, () => this.receive(command.at, dayOf(command.at), 'implied', command.at));
    }
    this.record({ type: command.name, at: command.at, by: command.side, hasWords: command.hasWords }, (seq) => this.take(command, seq));
  }

  private refusal({ name, side, at, facts }: ModelCommand): string | undefined {
    const when = WHEN[name];
    if (!when?.sides.includes(side)) return 'not-permitted';
    if (!when.stages.includes(this.stage) || (this.revision === 1 && ['return-papers', 'wrong-unit'].includes(name))) return 'not-awaited';
    switch (name) {
      case 'answer':
      case 'handle-at-window':
        if (!['done', 'nothing-found', 'partly-done', 'cannot-be-done'].includes(facts['outcome'] as string)) return 'unknown-outcome';
        return facts['outcome'] === 'cannot-be-done' && facts['hasLegalGround'] === undefined ? 'legal-ground-missing' : undefined;
      case 'sign-receipt':
        return this.served.receipt && this.served.receipt.how !== 'deemed' ? 'already-received' : undefined;
      case 'return-papers':
        return this.returnRefusal(at) ?? this.lacksRefusal(facts['papers'] as { paper: string; lacks: string }[]);
      case 'wrong-unit':
        return this.returnRefusal(at) ?? (this.kind.startsWith(`${facts['unit'] as string}.`) ? 'same-unit' : undefined);
      case 'serve-again':
        return this.returned?.name === 'return-papers' ? this.completionRefusal(facts['papers'] as { paper: string; courtSeal: boolean }[]) : 'not-this-return';
      case 'contest-return':
        return this.returned?.state === 'accepted' ? 'return-accepted-already' : undefined;
      case 'record-act': {
        if (!this.duties.some((duty) => duty.name === facts['act'])) return 'act-not-owed';
        if (this.acts.has(facts['act'] as string)) return 'already-recorded';
        const doneAt = facts['doneAt'] as number | undefined;
        return doneAt !== undefined && (doneAt > at || doneAt < this.openedAt) ? 'time-out-of-range' : undefined;
      }
      case 'grant-extension': {
        const term = this.extensible(facts['term'] as string | undefined);
        if (!term) return 'no-such-term';
        return at >= term.dueAt ? 'term-has-ended' : undefined;
      }
      case 'reply-to-query':
        return this.queries.has(facts['query'] as number) ? undefined : 'no-such-query';
      case 'reply-to-delay-notice':
        return this.notices.some((notice) => notice.seq === facts['notice'] && notice.stance === 'unanswered') ? undefined : 'no-such-notice';
      case 'propose-service-time': {
        if (this.proposal) return 'service-time-proposed-already';
        const servedAt = facts['servedAt'] as number;
        return servedAt >= (this.served.receipt?.at ?? at) || servedAt < this.served.earliestAt ? 'time-out-of-range' : undefined;
      }
      case 'confirm-service-time':
        if (this.proposal?.seq !== facts['proposal']) return 'no-such-proposal';
        return this.proposal?.side === side ? 'confirmed-by-the-other-side' : undefined;
      case 'correct': {
        const entry = this.entries[(facts['entry'] as number) - 1];
        if (!entry) return 'no-such-entry';
        if (entry.by !== side) return 'written-by-others';
        return entry.hasWords ? undefined : 'nothing-to-correct';
      }
      case 'acknowledge-correction': {
        const writer = this.corrections.get(facts['correction'] as number);
        if (writer === undefined) return 'no-such-correction';
        return writer === side ? 'confirmed-by-the-other-side' : undefined;
      }
      default:
        return undefined;
    }
  }

  private take({ name, side, at, facts }: ModelCommand, seq: number): void {
    switch (name) {
      case 'record-delivery':
        this.served.delivered = at;
        return;
      case 'return-papers':
      case 'wrong-unit':
        this.comeBack(name, at, facts);
        return;
      case 'serve-again':
        this.serveAgain(at, facts['serviceMode'] === 'electronic');
        return;
      case 'accept-return':
        this.acceptReturn(at);
        return;
      case 'contest-return':
        this.disputeReturn(at, true);
        return;
      case 'sign-receipt':
        if (!this.served.receipt) this.receive(at, dayOf(at), 'signed', at);
        return;
      case 'record-act':
        this.lapse();
        this.act(facts['act'] as string, at, (facts['doneAt'] as number | undefined) ?? at);
        if (this.accepted !== undefined && this.outstanding().length === 0) this.close(this.accepted, at);
        return;
      case 'answer':
      case 'handle-at-window':
        this.lapse();
        this.answer(facts['outcome'] as string, at);
        return;
      case 'give-delay-notice':
        this.notices.push({ seq, at, stance: 'unanswered' });
        return;
      case 'reply-to-delay-notice':
        for (const notice of this.notices) if (notice.seq === facts['notice']) notice.stance = facts['stance'] as string;
        return;
      case 'grant-extension': {
        const term = this.extensible(facts['term'] as string | undefined);
        if (term) this.reckon(term, at, () => term.grants.push(facts['workingDays'] as number));
        return;
      }
      case 'raise-query':
        this.queries.add(seq);
        return;
      case 'reply-to-query':
        this.queries.delete(facts['query'] as number);
        return;
      case 'accept-answer':
        this.accept('accepted', at);
        return;
      case 'contest-answer': {
        const acceptance = this.find(this.acceptId());
        if (acceptance) this.meet(acceptance, at);
        this.stageIs = 'contested';
        this.round += 1;
        this.start({ id: this.answerId(), owes: 'unit', force: 'advisory', workingDays: 3, startOn: dayOf(at) }, at);
        for (const term of this.released.splice(0)) {
          if (this.acts.has(term.id.replace(/\.\d+$/, ''))) continue;
          term.state = 'running';
          term.reckonedAt = at;
        }
        return;
      }
      case 'withdraw':
        this.close('withdrawn', at);
        return;
      case 'propose-service-time':
        this.proposal = { seq, servedAt: facts['servedAt'] as number, side };
        return;
      case 'confirm-service-time':
        if (facts['agreed'] === true && this.proposal) this.servedEarlier(this.proposal.servedAt, at);
        this.proposal = undefined;
        return;
      case 'correct':
        this.corrections.set(seq, side);
        return;
      case 'acknowledge-correction':
        this.corrections.delete(facts['correction'] as number);
        return;
      default:
        throw new Error(name);
    }
  }

  private requirementOf(paper: string) {
    return [...PAPERS[this.kind], ...CARDS].find(({ oneOf }) => oneOf.includes(paper));
  }

  private returnRefusal(at: number): string | undefined {
    if (this.acts.size > 0) return 'acted-on-already';
    const term = this.extensible(undefined);
    if (!term) return this.served.receipt ? 'no-such-term' : undefined;
    return at >= term.dueAt ? 'too-late-to-return' : undefined;
  }

  private lacksRefusal(lacks: { paper: string; lacks: string }[]): string | undefined {
    for (const { paper, lacks: what } of lacks) {
      const requirement = this.requirementOf(paper);
      if (!requirement) return 'paper-not-of-this-kind';
      if (what === 'seal' && !requirement.isSealed) return 'seal-not-demanded';
    }
    return undefined;
  }

  private completionRefusal(papers: { paper: string; courtSeal: boolean }[]): string | undefined {
    if (papers.some(({ paper }) => !this.requirementOf(paper))) return 'paper-not-of-this-kind';
    const isThere = (oneOf: string[]): boolean => papers.some(({ paper, courtSeal }) => oneOf.includes(paper) && (courtSeal || !this.requirementOf(paper)?.isSealed));
    return this.returned?.lacks.every(isThere) ? undefined : 'papers-incomplete';
  }

  private comeBack(name: string, at: number, facts: Record<string, unknown>): void {
    const isFirst = !this.returns.some((earlier) => earlier.name === name);
    const lacks = name === 'return-papers' ? (facts['papers'] as { paper: string }[]).map(({ paper }) => this.requirementOf(paper)?.oneOf ?? []) : [];
    this.returned = { name, at, state: isFirst ? 'ended-clock' : 'to-be-accepted', lacks, ended: [], used: [] };
    this.returns.push(this.returned);
    this.reckonUsed(this.returned, at, isFirst);
    this.askCourt(at);
  }

  private reckonUsed(returned: Returned, at: number, isEnding: boolean): void {
    const running = this.running();
    const passed = (term: Term, upTo: Day): number => {
      let count = 0;
      for (let day = addDays(term.startOn, 1); day <= upTo; day = addDays(day, 1)) if (isWorkingDay(SHIPPED_CALENDAR, day)) count += 1;
      return count;
    };
    returned.used = running.map((term) => ({ term: term.id, returnedOnDay: passed(term, dayOf(returned.at)), usedDays: passed(term, dayOf(at)), of: passed(term, term.dueOn) }));
    if (!isEnding) return;
    returned.ended = running;
    for (const term of running) this.end(term);
  }

  private askCourt(at: number): void {
    this.asked += 1;
    this.start({ id: this.settleId(), owes: 'court', force: 'advisory', workingDays: 3, startOn: dayOf(at) }, at);
  }

  private settle(at: number): void {
    const term = this.find(this.settleId());
    if (term?.state === 'running') this.meet(term, at);
  }

  private acceptReturn(at: number): void {
    if (!this.returned) return;
    this.settle(at);
    this.returned.state = 'accepted';
    this.reckonUsed(this.returned, at, true);
    this.askCourt(at);
  }

  private disputeReturn(at: number, isContested: boolean): void {
    if (!this.returned) return;
    if (isContested) this.settle(at);
    else this.end(this.find(this.settleId()));
    for (const term of this.returned.ended) {
      term.state = 'running';
      term.reckonedAt = at;
    }
    this.returned.state = 'disputed';
    this.returned = undefined;
  }

  private serveAgain(at: number, isElectronic: boolean): void {
    this.settle(at);
    this.served = { at, earliestAt: this.returned?.at ?? at, ...(isElectronic ? { delivered: at } : {}) };
    this.returned = undefined;
    this.proposal = undefined;
    this.services += 1;
    this.round += 1;
  }

  private lapse(): void {
    if (this.returned?.state !== 'to-be-accepted') return;
    this.returned.state = 'lapsed';
    this.returned = undefined;
    this.end(this.find(this.settleId()));
  }

  private receive(at: number, on: Day, how: string, instant: number): void {
    this.served.receipt = { at, how };
    for (const duty of this.duties) if (duty.from === 'receipt') this.owe(duty, on, instant);
  }

  private servedEarlier(servedAt: number, instant: number): void {
    if (!this.served.receipt) {
      this.receive(servedAt, dayOf(servedAt), 'confirmed', instant);
      return;
    }
    this.served.receipt = { at: servedAt, how: 'confirmed' };
    for (const duty of this.duties) {
      const term = duty.from === 'receipt' ? this.find(this.idOf(duty.name)) : undefined;
      if (term?.state === 'running') this.reckon(term, instant, () => void (term.startOn = dayOf(servedAt)));
    }
  }

  private owe(duty: Owed, on: Day, instant: number): void {
    this.start({ id: this.idOf(duty.name), owes: 'unit', force: duty.force, workingDays: duty.workingDays, startOn: on }, instant);
  }

  private act(name: string, at: number, doneAt: number): void {
    if (this.acts.has(name)) return;
    this.acts.add(name);
    const term = this.find(this.idOf(name));
    if (term?.state === 'running') this.meet(term, at);
    for (const duty of this.duties) if (duty.from === name && !(duty.name === 'answer' && this.everAnswered)) this.owe(duty, dayOf(doneAt), at);
  }

  private answer(outcome: string, at: number): void {
    const isDone = outcome === 'done' || outcome === 'partly-done';
    if (isDone) for (const duty of this.duties) if (duty.name === 'register' || (duty.name === 'publish' && this.duties.some((other) => other.name === 'answer' && other.from === 'publish'))) this.act(duty.name, at, at);
    const term = this.find(this.answerId());
    if (term?.state === 'running') this.meet(term, at);
    for (const duty of this.duties) {
      const act = this.find(this.idOf(duty.name));
      if (isDone || duty.name === 'answer' || act?.state !== 'running') continue;
      act.state = 'ended';
      this.released.push(act);
    }
    this.everAnswered = true;
    this.stageIs = 'answered';
    this.start({ id: this.acceptId(), owes: 'court', force: 'advisory', workingDays: 3, startOn: dayOf(at) }, at);
  }

  private accept(how: string, at: number): void {
    const acceptance = this.find(this.acceptId());
    if (acceptance?.state === 'running') {
      if (how === 'accepted') this.meet(acceptance, at);
      else this.end(acceptance);
    }
    this.end(this.find(this.answerId()));
    this.accepted = how;
    this.stageIs = 'awaiting-act';
    if (this.outstanding().length === 0) this.close(how, at);
  }

  private close(as: string, at: number): void {
    for (const term of this.terms) this.end(term);
    this.closed = { as, at };
  }

  private outstanding(): string[] {
    return this.duties.filter(({ name }) => name !== 'answer' && this.find(this.idOf(name))?.state === 'running').map(({ name }) => name);
  }

  private extensible(name: string | undefined): Term | undefined {
    const running = this.running();
    return name === undefined ? [...running].sort((a, b) => a.dueAt - b.dueAt)[0] : running.find(({ id }) => id === name);
  }

  private running(): Term[] {
    return this.duties.map((duty) => this.find(this.idOf(duty.name))).filter((term): term is Term => term?.state === 'running');
  }

  private start(term: Pick<Term, 'id' | 'owes' | 'force' | 'workingDays' | 'startOn'>, instant: number): void {
    const started: Term = { ...term, grants: [], dueOn: term.startOn, dueAt: 0, state: 'running', reckonedAt: instant, told: new Set(), rungs: [], climbed: new Set() };
    this.reckon(started, instant, () => undefined);
    this.terms.push(started);
  }

  /** Counted again: the rungs of the new date are told anew, but nothing runs out a second time. */
  private reckon(term: Term, instant: number, change: () => void): void {
    change();
    term.dueOn = [term.workingDays, ...term.grants].reduce(nthWorkingDay, term.startOn);
    term.dueAt = startOfDayMs(addDays(term.dueOn, 1));
    term.rungs = rungsOf(term);
    term.reckonedAt = instant;
    term.told = new Set();
  }

  private meet(term: Term, at: number): void {
    term.state = 'met';
    if (at < term.dueAt) return;
    term.lateSince = term.dueAt;
    term.lateWorkingDays = 0;
    for (let day = addDays(term.dueOn, 1); day <= dayOf(at); day = addDays(day, 1)) if (isWorkingDay(SHIPPED_CALENDAR, day)) term.lateWorkingDays += 1;
  }

  private end(term: Term | undefined): void {
    if (term?.state === 'running') term.state = 'ended';
  }

  private find(id: string): Term | undefined {
    return this.terms.find((term) => term.id === id);
  }

  private idOf(name: string): string {
    if (name === 'answer') return this.answerId();
    return this.services === 1 ? name : `${name}.${this.services}`;
  }

  private settleId(): string {
    return this.asked === 1 ? 'settle-return' : `settle-return.${this.asked}`;
  }

  private answerId(): string {
    return this.round === 1 ? 'answer' : `answer.${this.round}`;
  }

  private acceptId(): string {
    return this.round === 1 ? 'accept-answer' : `accept-answer.${this.round}`;
  }
}
