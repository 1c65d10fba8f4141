import { type Day, dayOf, startOfDayMs } from '../../domain/calendar/day';
import { calendarDay, CrimeModel, type CrimeSide, type Due, deemedOn, endOf, exchangeOf, number, workingDay } from './crime-models';
import type { Given } from './match';

export interface ModelInstruction {
  covers: boolean;
  validFrom: Day;
  validTo?: Day;
}

interface Refusal {
  issuedAt?: number;
  receipt?: 'signed' | 'implied' | 'deemed';
}

const OF_COURT = ['record-delivery', 'withdraw', 'sign-decision', 'accept-decision', 'ask-oversight', 'amend-draft', 'bring-to-attention', 'switch-off-instruction', 'switch-on-instruction'];
const OF_POLICE = ['accept', 'file-case', 'decide-not-to-file', 'issue-decision', 'extend-review', 'record-arrest', 'record-prosecution', 'decide-not-to-prosecute', 'end-referral'];

/** rules.md, sections 3 and 10: a referral, under the founding document or the opinion of 2025. */
export class ReferralModel extends CrimeModel {
  private delivered: number | undefined;
  private receipt: { how: 'signed' | 'implied' | 'deemed'; at: number; on: Day } | undefined;
  private wasDecided = false;
  private wasProposed = false;
  private round = 0;
  private refusal: Refusal | undefined;
  private filed: 'filed' | 'arrested' | 'in-prosecution' | undefined;
  private filedAt = 0;
  private asked: { how: string; key: string } | undefined;
  private askedCount = 0;
  private hasLapsed = false;
  private readonly numbers = new Map<string, string>();
  private untold: { key: string; at: number; news: string[] }[] = [];
  private isOff = false;
  private standsSince: number;

  constructor(
    openedAt: number,
    isElectronic: boolean,
    private readonly isOpinion: boolean,
    private instruction: ModelInstruction | undefined,
  ) {
    super(openedAt);
    this.standsSince = openedAt;
    if (isElectronic) this.deliver(openedAt);
  }

  /** Under which key an oversight waits to say its number. */
  get unlinked(): string | undefined {
    const key = `oversight:${this.askedCount}`;
    return this.askedCount > 0 && !this.numbers.has(key) ? key : undefined;
  }

  get current(): string | undefined {
    return this.asked && this.numbers.get(this.asked.key);
  }

  stage(): string {
    if (this.filed) return this.filed;
    if (this.asked) return 'under-oversight';
    if (this.hasLapsed) return 'window-closed';
    if (this.refusal) return this.refusal.issuedAt === undefined ? 'refusing' : this.refusal.receipt ? 'decision-received' : 'decision-served';
    return this.receipt ? 'deciding' : this.delivered === undefined ? 'awaiting-delivery' : 'awaiting-acceptance';
  }

  mayEver(side: CrimeSide): readonly string[] {
    if (side === 'machine') return ['revise-instruction'];
    if (side === 'matter') return ['linked', 'oversight-ended'];
    if (side === 'procuratorate') return [];
    return [...(side === 'court' ? OF_COURT : OF_POLICE), ...exchangeOf(side)];
  }

  protected awaits(): string {
    const stage = this.stage();
    if (stage === 'under-oversight') return 'procuratorate';
    return ['awaiting-delivery', 'decision-served', 'decision-received', 'window-closed'].includes(stage) ? 'court' : 'police';
  }

  protected hasNow(side: CrimeSide): readonly string[] {
    const stage = this.stage();
    if (side === 'machine') return ['revise-instruction'];
    if (side === 'matter') return ['linked', ...(stage === 'under-oversight' ? ['oversight-ended'] : [])];
    if (side === 'procuratorate') return [];
    const during = (name: string, ...stages: string[]): string[] => (stages.includes(stage) ? [name] : []);
    const isOver = stage === 'window-closed' || stage === 'under-oversight';
    if (side === 'court') {
      return [
        'withdraw',
        ...during('record-delivery', 'awaiting-delivery'),
        ...(isOver ? [] : ['switch-off-instruction', 'switch-on-instruction']),
        ...['ask-oversight', 'amend-draft'].flatMap((name) => during(name, 'deciding', 'refusing', 'decision-served', 'decision-received')),
        ...during('accept-decision', 'decision-served', 'decision-received', 'window-closed'),
        ...during('sign-decision', 'decision-served', 'decision-received', 'window-closed', 'under-oversight'),
        ...during('bring-to-attention', 'window-closed'),
      ];
    }
    return [
      'raise-query',
      ...during('give-delay-notice', 'deciding', 'refusing', 'under-oversight'),
      ...during('accept', 'awaiting-delivery', 'awaiting-acceptance', 'deciding', 'under-oversight'),
      ...(this.filed ? ['decide-not-to-prosecute', 'end-referral'] : ['file-case']),
      ...during('decide-not-to-file', 'awaiting-delivery', 'awaiting-acceptance', 'deciding', 'under-oversight'),
      ...during('issue-decision', 'refusing', 'under-oversight'),
      ...during('extend-review', 'deciding', 'under-oversight'),
      ...during('record-arrest', 'filed'),
      ...during('record-prosecution', 'filed', 'arrested'),
    ];
  }

  /** After the window the court is told that it has closed, whatever stands there now. */
  protected notOffered(name: string): string | undefined {
    return name === 'ask-oversight' && this.hasLapsed ? 'window-closed' : undefined;
  }

  protected own(): Due[] {
    const due: Due[] = [];
    if (!this.receipt && this.delivered !== undefined) due.push({ type: 'receipt-deemed', id: 'deemed', at: endOf(deemedOn(this.delivered)) });
    if (!this.receipt && this.delivered === undefined) due.push({ type: 'delivery-unrecorded', id: 'unrecorded', at: endOf(workingDay(dayOf(this.openedAt), 3)) });
    if (this.receipt && !this.wasDecided && !this.wasProposed && !this.asked) due.push({ type: 'oversight-proposed', id: 'proposed', at: this.proposedAt(this.receipt.on) });
    if (this.refusal?.issuedAt !== undefined && !this.refusal.receipt) due.push({ type: 'decision-receipt-deemed', id: `decision ${this.round}`, at: endOf(deemedOn(this.refusal.issuedAt)) });
    for (const { key, at } of this.untold) if (this.numbers.has(key)) due.push({ type: 'oversight-told', id: `told ${key} ${at}`, at });
    const window = this.window();
    if (!window) return due;
    const asksAt = this.asksAt();
    if (asksAt !== undefined) due.push({ type: 'asked-by-standing-instruction', id: `asked ${window.id} ${asksAt}`, at: asksAt, before: window.dueAt });
    return [...due, { type: 'window-closed', id: `closed ${window.id}`, at: window.dueAt }];
  }

  protected judge({ name, at, facts, by }: Given<CrimeSide>): string | undefined {
    const decidedAt = number(facts['decidedAt']);
    switch (name) {
      case 'accept':
        return this.receipt && this.receipt.how !== 'deemed' ? 'already-received' : undefined;
      case 'extend-review': {
        if (!this.isOpinion) return 'not-under-this-rule-set';
        const review = this.running('review');
        return review && at < review.dueAt ? undefined : 'review-not-extendable';
      }
      case 'decide-not-to-file':
        if (this.refusal) return 'already-refused';
        return decidedAt > at || decidedAt < (this.receipt && this.receipt.how !== 'deemed' ? this.receipt.at : this.openedAt) ? 'time-out-of-range' : undefined;
      case 'decide-not-to-prosecute':
        return decidedAt > at || decidedAt < this.filedAt ? 'time-out-of-range' : undefined;
      case 'issue-decision':
        if (!this.refusal) return 'refusal-missing';
        return this.refusal.issuedAt === undefined ? undefined : 'already-refused';
      case 'sign-decision':
        if (this.refusal?.issuedAt === undefined) return 'nothing-to-acknowledge';
        return this.refusal.receipt && this.refusal.receipt !== 'deemed' ? 'already-received' : undefined;
      case 'switch-off-instruction':
        return this.isOff ? 'instruction-switched-already' : undefined;
      case 'switch-on-instruction':
        return this.isOff ? undefined : 'instruction-switched-already';
      case 'withdraw':
        return this.asked && this.current === undefined ? 'oversight-being-opened' : undefined;
      case 'oversight-ended':
        return this.current !== undefined && by?.id === this.current ? undefined : 'not-permitted';
      default:
        return undefined;
    }
  }

  protected implied({ name }: Given<CrimeSide>): string | undefined {
    if (!this.receipt && (name === 'file-case' || name === 'decide-not-to-file')) return 'receipt-implied';
    return this.stage() === 'decision-served' && (name === 'accept-decision' || name === 'ask-oversight') ? 'decision-receipt-implied' : undefined;
  }

  protected take({ name, at, facts }: Given<CrimeSide>): void {
    switch (name) {
      case 'record-delivery':
        return this.deliver(at);
      case 'accept':
        if (!this.receipt) this.receive('signed', at, dayOf(at), at);
        return this.meet('accept', at);
      case 'extend-review':
        if (!this.receipt) return;
        this.end('review');
        return this.owe('review-extended', 'police', 'statutory', calendarDay(this.receipt.on, 30), { startAt: this.receipt.at, now: at });
      case 'file-case':
        this.tell('referral-filed', at);
        return this.file(at);
      case 'decide-not-to-file':
        this.decided(at);
        return this.refuse(number(facts['decidedAt']), at);
      case 'decide-not-to-prosecute':
        this.filed = undefined;
        return this.refuse(number(facts['decidedAt']), at);
      case 'issue-decision':
        if (this.refusal) this.refusal.issuedAt = at;
        this.meet(this.inRound(this.issueTerm), at);
        return this.tell('refusal-joined', at);
      case 'sign-decision':
        return this.receiveDecision('signed', at, dayOf(at), at);
      case 'accept-decision':
        return this.close('decision-accepted', at);
      case 'ask-oversight':
        return this.ask('by-court', at);
      case 'bring-to-attention':
        return this.ask('late-pointer', at);
      case 'linked':
        this.numbers.set(String(facts['key']), String(facts['matter']));
        return;
      case 'oversight-ended':
        return facts['how'] === 'filed' ? this.file(at) : this.close('refusal-found-right', at);
      case 'switch-off-instruction':
        this.isOff = true;
        return;
      case 'switch-on-instruction':
        this.isOff = false;
        this.standsSince = at;
        return;
      case 'revise-instruction': {
        const given = facts['standingInstruction'] as { crimes: string[]; validFrom: Day; validTo?: Day } | null;
        this.instruction = given ? { covers: given.crimes.length > 1, validFrom: given.validFrom, ...(given.validTo ? { validTo: given.validTo } : {}) } : undefined;
        this.standsSince = at;
        return;
      }
      case 'record-arrest':
        this.filed = 'arrested';
        return;
      case 'record-prosecution':
        this.filed = 'in-prosecution';
        return;
      case 'end-referral':
        return this.close(String(facts['outcome']), at);
      case 'withdraw':
        this.tell('referral-withdrawn', at);
        return this.close('withdrawn', at);
    }
  }

  protected fire({ type, at, id }: Due, now: number): void {
    switch (type) {
      case 'receipt-deemed':
        if (this.delivered !== undefined) this.receive('deemed', at, deemedOn(this.delivered), at);
        return;
      case 'receipt-implied':
        return this.receive('implied', at, dayOf(at), at);
      case 'decision-receipt-deemed':
        if (this.refusal?.issuedAt !== undefined) this.receiveDecision('deemed', at, deemedOn(this.refusal.issuedAt), at);
        return;
      case 'decision-receipt-implied':
        return this.receiveDecision('implied', at, dayOf(at), at);
      case 'oversight-proposed':
        this.wasProposed = true;
        return;
      case 'oversight-told': {
        const told = this.untold.find(({ key, at: since }) => id === `told ${key} ${since}`);
        this.untold = this.untold.filter((each) => each !== told);
        for (const news of told?.news ?? []) this.sent.push(`${this.numbers.get(told?.key ?? '') ?? ''} ${news}`);
        return;
      }
      case 'asked-by-standing-instruction':
        return this.ask('by-standing-instruction', Math.max(at, now));
      case 'window-closed':
        this.hasLapsed = true;
        return this.end(this.inRound('ask'));
    }
  }

  /** When it really asked; or, that it should have asked and did not. */
  protected more({ type, at }: Due, now: number): unknown {
    if (type === 'asked-by-standing-instruction') return Math.max(at, now);
    return type === 'window-closed' && this.asksAt() !== undefined ? 'unsubmitted' : undefined;
  }

  protected isDeemed(term: string): boolean {
    return this.receipt?.how === 'deemed' && term.startsWith('review');
  }

  protected particulars(): Record<string, unknown> {
    return { how: this.asked?.how, willAskAt: this.closed ? undefined : this.asksAt() };
  }

  private get issueTerm(): string {
    return this.isOpinion ? 'explain' : 'issue-refusal';
  }

  private inRound(id: string): string {
    return this.round > 1 ? `${id}.${this.round}` : id;
  }

  private deliver(at: number): void {
    this.delivered = at;
    if (this.isOpinion) this.owe('accept', 'police', 'target', workingDay(dayOf(at), 1), { startAt: at, now: at });
  }

  private receive(how: 'signed' | 'implied' | 'deemed', at: number, on: Day, now: number): void {
    this.receipt = { how, at, on };
    if (this.isOpinion) this.owe('review', 'police', 'statutory', calendarDay(on, 7), { startAt: at, now });
    else this.owe('file', 'police', 'target', workingDay(on, 1), { startAt: at, now });
  }

  private decided(at: number): void {
    this.wasDecided = true;
    for (const id of ['accept', 'file', 'review', 'review-extended']) this.meet(id, at);
  }

  private file(at: number): void {
    this.filed = 'filed';
    this.filedAt = at;
    this.decided(at);
    this.end(this.inRound('ask'));
    this.end(this.inRound(this.issueTerm));
    this.refusal = undefined;
    this.asked = undefined;
    this.hasLapsed = false;
  }

  private refuse(decidedAt: number, now: number): void {
    this.round += 1;
    this.refusal = {};
    this.owe(this.inRound(this.issueTerm), 'police', 'statutory', this.isOpinion ? calendarDay(dayOf(decidedAt), 7) : workingDay(dayOf(decidedAt), 3), { startAt: decidedAt, now });
  }

  private receiveDecision(how: 'signed' | 'implied' | 'deemed', at: number, on: Day, now: number): void {
    if (!this.refusal || this.refusal.receipt) return;
    this.refusal.receipt = how;
    if (!this.isOpinion && !this.asked) this.owe(this.inRound('ask'), 'court', 'window', workingDay(on, 3), { startAt: at, now });
  }

  private ask(how: string, at: number): void {
    this.meet(this.inRound('ask'), at);
    this.askedCount += 1;
    this.asked = { how, key: `oversight:${this.askedCount}` };
    this.sent.push(`open ${how}`);
  }

  private tell(name: string, at: number): void {
    if (!this.asked) return;
    const { key } = this.asked;
    if (this.numbers.has(key) && !this.untold.some((each) => each.key === key)) {
      this.sent.push(`${this.numbers.get(key) ?? ''} ${name}`);
      return;
    }
    const waiting = this.untold.find((each) => each.key === key);
    if (waiting) waiting.news.push(name);
    else this.untold.push({ key, at, news: [name] });
  }

  private window() {
    return this.asked ? undefined : this.running(this.inRound('ask'));
  }

  /** By standing instruction, as the last working day of the window opens. */
  private asksAt(): number | undefined {
    const { instruction } = this;
    const window = this.window();
    if (!window || this.isOff || !instruction?.covers || window.dueOn < instruction.validFrom || (instruction.validTo !== undefined && window.dueOn > instruction.validTo)) return undefined;
    const at = Math.max(startOfDayMs(window.dueOn), this.standsSince);
    return at < window.dueAt ? at : undefined;
  }

  private proposedAt(on: Day): number {
    if (!this.isOpinion) return endOf(workingDay(on, 10));
    return (this.running('review-extended') ?? this.running('review'))?.dueAt ?? Number.POSITIVE_INFINITY;
  }
}
