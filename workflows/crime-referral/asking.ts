import type { Party } from '../../domain/access/parties';
import type { Day } from '../../domain/calendar/day';
import { type Court, findCourt } from '../../domain/catalogue/courts';
import type { ReferralTerms, RuleSet } from '../../domain/rule-sets';
import type { AskedHow, CrimeReferral, Ground } from '../../matters/crime-referral';
import { isDraftDropped } from '../../matters/draft-request';
import type { Opening as OversightOpening } from '../../matters/filing-oversight';
import type { CommandMessage, Facts, SealedReference } from '../../matters/ledger';
import type { TermView } from '../../matters/position';
import { datesOf, type TermDates } from '../../matters/term-dates';
import type { CaseFile } from '../case-file/case-file';
import type { OwnAlarm, Refusal } from '../case-file/shape';
import type { StandingInstruction } from '../../domain/standing-instructions/standing-instruction';
import type { CrimeTerms } from './crime-term';
import type { Decision } from './decision';
import { Instruction } from './instruction';

/** Behaviour that new oversights are opened with, and keep. */
const REVISION = 2;
/** Referrals opened before this revision bring with a late pointer what the court had drafted before, in place of its clue. */
const BRINGS_ITS_CLUE_SINCE = 2;

/** In referrals opened before this revision a window that has closed stays closed, whatever calendar is published later. */
const COUNTS_AGAIN_SINCE = 2;

/** What the oversight has to be told that was opened here. */
interface News {
  name: 'referral-filed' | 'refusal-joined' | 'referral-withdrawn';
  facts: Facts;
}

/** What the court wrote into its request, and the entry by which it did. */
interface Draft {
  seq: number;
  ground: Ground;
  words: SealedReference | undefined;
}

/**
 * 四.7(4): the court may ask the procuratorate of its own level and place within its term from receiving the decision; after that it may only point
 * to the matter (线索移送). 四.6: where nothing was decided it may ask at any time, and what is decided later joins the oversight that runs.
 */
export class Asking {
  private readonly instruction: Instruction;
  private readonly owed: ReferralTerms;
  private readonly court: Court;
  private count = 0;
  private asked: { key: string; how: AskedHow; seq: number; at: number } | undefined;
  private lapsed: TermView | undefined;
  private draft: Draft | undefined;
  private unsent: { key: string; at: number; news: News[] } | undefined;

  constructor(
    private readonly file: CaseFile<CrimeReferral>,
    ruleSet: RuleSet,
    private readonly terms: CrimeTerms,
    private readonly decision: Decision,
  ) {
    const court = findCourt(file.opening.court);
    if (!court) throw new Error(`${file.opening.court} is no court of this platform`);
    this.court = court;
    this.owed = ruleSet.referrals[file.opening.crime].terms;
    this.instruction = new Instruction(file, this.owed.ask !== undefined);
  }

  get isUnderOversight(): boolean {
    return this.asked !== undefined;
  }

  get hasLapsed(): boolean {
    return this.lapsed !== undefined;
  }

  /** The court has the decision: its days run, unless it has asked before or the rule set sets none. */
  openWindow(at: number, on: Day): void {
    if (this.owed.ask !== undefined && !this.asked) this.terms.openWindow(this.owed.ask, { at, on, deemedFrom: this.decision.deemedFrom, round: this.decision.round });
  }

  amend(seq: number, ground: Ground, words: SealedReference | undefined): void {
    this.draft = { seq, ground, words };
  }

  /** What the court had drafted speaks of what is no longer so; it learns that its words will not go out. */
  dropDraft(act: 'decide-not-to-file' | 'issue-decision'): void {
    if (this.asked || !this.draft || !isDraftDropped(this.draft.ground, act, this.file.revision)) return;
    this.draft = undefined;
    for (const audience of ['court.officer', 'court.bureau'] as const) this.file.tell(audience, 'draft-dropped', { urgency: 'urgent' });
  }

  /** The matter goes to the procuratorate of the court's level and place, as a matter of its own. */
  ask(how: AskedHow, seq: number, at: number, words?: SealedReference): void {
    if (how !== 'late-pointer') this.terms.meet(this.owed.ask, at, this.decision.round);
    this.count += 1;
    const key = `oversight:${this.count}`;
    this.asked = { key, how, seq, at };
    this.file.join(this.procuratorate);
    this.file.open({ key, as: 'filing-oversight', procedure: 'filing-oversight', opening: this.openingOf(how, words) });
    const message = how === 'late-pointer' ? 'brought-to-attention' : 'oversight-asked';
    for (const audience of ['police.desk', 'police.liaison'] as const) this.file.tell(audience, message, { params: { how } });
    if (how === 'by-standing-instruction') for (const audience of ['court.officer', 'court.bureau'] as const) this.file.tell(audience, message, { urgency: 'urgent', params: { how } });
  }

  switchOff(seq: number): void {
    this.instruction.switchOff(seq);
  }

  switchOn(at: number): void {
    this.instruction.switchOn(at, this.window);
  }

  revise(standingInstruction: StandingInstruction | null, at: number): void {
    this.instruction.revise(standingInstruction, at, this.window);
  }

  /** What the reminder of the window says of the standing instruction: whether it will act, and when. */
  reminds(term: string): { willActAt?: number } {
    const { window } = this;
    return window?.id === term ? this.instruction.announce(window) : {};
  }

  /** The window has ended unused. An instruction that could not be carried out is told to whoever can still act, by every channel. */
  lapse(isUnsubmitted: boolean, lastDay: Day): void {
    this.lapsed = this.terms.running(this.owed.ask, this.decision.round);
    this.terms.end(this.owed.ask, this.decision.round);
    const audiences = ['court.officer', 'court.bureau'] as const;
    if (isUnsubmitted) for (const audience of ['court.head', ...audiences] as const) this.file.tell(audience, 'window-closed-unsubmitted', { urgency: 'urgent', isRinging: true, params: { lastDay } });
    else for (const audience of audiences) this.file.tell(audience, 'window-closed', { params: { lastDay } });
  }

  /** By the calendar that is in force now the window ends later. If that still lies ahead it runs on, as if it had never closed; else it has another last day, and stays closed. */
  countAgain(countedAt: number): void {
    if (!this.lapsed) return;
    const dates = this.datesNow(this.lapsed);
    if (countedAt >= dates.dueAt) {
      this.lapsed = { ...this.lapsed, ...dates };
      return;
    }
    const { dueOn } = this.file.resumeTerm(this.lapsed.id);
    this.lapsed = undefined;
    for (const audience of ['court.officer', 'court.bureau'] as const) this.file.tell(audience, 'window-reopened', { urgency: 'urgent', params: { dueOn } });
  }

  /** Nobody has anything to ask any more. */
  end(): void {
    this.terms.end(this.owed.ask, this.decision.round);
  }

  /** The case is filed, or its refusal is another: what was asked and lapsed belongs to the round before. */
  beginAnew(): void {
    this.end();
    this.asked = undefined;
    this.lapsed = undefined;
    this.draft = undefined;
  }

  /** The oversight learns of something here, as soon as its number is known. */
  tellOversight(name: News['name'], facts: Facts, at: number): void {
    if (!this.asked) return;
    const { key } = this.asked;
    const earlier = this.unsent?.key === key ? this.unsent : { key, at, news: [] };
    this.unsent = { ...earlier, news: [...earlier.news, { name, facts }] };
    if (this.numberOf(key) !== undefined) this.sendNews();
  }

  sendNews(): void {
    const number = this.unsent && this.numberOf(this.unsent.key);
    if (number === undefined || !this.unsent) return;
    this.unsent.news.forEach(({ name, facts }, index) => this.file.command({ key: `${name}:${index}`, matter: number, name, facts }));
    this.unsent = undefined;
  }

  alarms(): OwnAlarm<CrimeReferral>[] {
    const window = this.window;
    const told = this.unsent && this.numberOf(this.unsent.key) !== undefined ? [{ id: `oversight-told:${this.unsent.key}:${this.unsent.at}`, type: 'oversight-told' as const, at: this.unsent.at, facts: {} }] : [];
    return [...told, ...(window ? this.instruction.alarms(window) : []), ...this.counting()];
  }

  /** Its last day, the day of receipt that it was counted from, and the article: why the court can no longer ask. */
  explain({ name }: CommandMessage): Refusal | undefined {
    if (name !== 'ask-oversight' || !this.lapsed) return undefined;
    const { dueOn, dueAt, startOn, length, article } = this.lapsed;
    return { code: 'window-closed', details: { lastDay: dueOn, closedAt: dueAt, receivedOn: startOn, workingDays: length.n, article } };
  }

  judge(command: CommandMessage): Refusal | undefined {
    switch (command.name) {
      case 'withdraw':
        return this.asked && this.numberOf(this.asked.key) === undefined ? { code: 'oversight-being-opened' } : undefined;
      case 'switch-off-instruction':
        return this.instruction.isSwitchedOff ? { code: 'instruction-switched-already' } : undefined;
      case 'switch-on-instruction':
        return this.instruction.isSwitchedOff ? undefined : { code: 'instruction-switched-already' };
      case 'oversight-ended':
        return this.asked && command.by.id === this.numberOf(this.asked.key) ? undefined : { code: 'not-permitted' };
      default:
        return undefined;
    }
  }

  particulars(isDraftable: boolean): Readonly<Record<string, unknown>> {
    const window = this.window;
    return {
      ...this.instruction.particulars(window),
      ...(isDraftable ? { draftRequest: this.draftRequest(window) } : {}),
      ...(this.asked ? { asked: { how: this.asked.how, seq: this.asked.seq, askedAt: this.asked.at } } : {}),
      ...(this.lapsed ? { windowClosed: { lastDay: this.lapsed.dueOn, closedAt: this.lapsed.dueAt, ...(this.file.revision < COUNTS_AGAIN_SINCE ? {} : { term: this.lapsed.id }) } } : {}),
    };
  }

  private get window(): TermView | undefined {
    return this.asked ? undefined : this.terms.running(this.owed.ask, this.decision.round);
  }

  /** A lapsed window is counted again with every calendar, like one that runs. */
  private counting(): OwnAlarm<CrimeReferral>[] {
    const { lapsed, file } = this;
    if (!lapsed || this.asked || file.revision < COUNTS_AGAIN_SINCE) return [];
    const { dueOn, dueAt } = this.datesNow(lapsed);
    return dueAt > lapsed.dueAt ? [{ id: `window-counted-again:${lapsed.id}:${file.calendar.version}`, type: 'window-counted-again', at: lapsed.dueAt, facts: { lastDay: dueOn, before: lapsed.dueOn }, madeAs: 'countedAt' }] : [];
  }

  /** Of the court's own term: nobody's close of business ends it. */
  private datesNow(window: TermView): TermDates {
    return datesOf(window, this.file.calendar, undefined);
  }

  private get procuratorate(): Party {
    return { side: 'procuratorate', body: 'procuratorate', office: this.court.procuratorate, relation: 'supervising-procuratorate' };
  }

  /** Known once the oversight has said so itself. */
  private numberOf(key: string): string | undefined {
    return this.file.links.find((link) => link.key === key)?.matter;
  }

  private groundOf(draft: Draft | undefined): Ground {
    return draft?.ground ?? (this.decision.seq === undefined ? 'no-decision' : 'conditions-met');
  }

  /** 提请监督函, drafted at once: to whom, on what, and why; the court's own text stands in the entry that amended it. */
  private draftRequest(window: TermView | undefined): Readonly<Record<string, unknown>> {
    const { crime, caseNumber, documents } = this.file.opening;
    return {
      to: this.court.procuratorate,
      from: this.court.id,
      crime,
      caseNumber,
      referredAt: this.file.openedAt,
      evidence: documents?.length ?? 0,
      ground: this.groundOf(this.draft),
      ...(this.decision.seq === undefined ? {} : { refusal: this.decision.seq }),
      ...(this.draft ? { amendedBy: this.draft.seq } : {}),
      ...(window ? { lastDay: window.dueOn } : {}),
    };
  }

  private openingOf(how: AskedHow, words: SealedReference | undefined): Omit<OversightOpening, 'origin'> {
    const { court, ruleSet, caseNumber, crime, parties, advisoryTargets, deemedReceipt } = this.file.opening;
    // A late pointer is what its clue says, not the request that was never made.
    const draft = how === 'late-pointer' && this.file.revision >= BRINGS_ITS_CLUE_SINCE ? undefined : this.draft;
    const written = draft?.words ?? words;
    const refusal = this.decision.seq;
    return {
      procedure: 'filing-oversight',
      revision: REVISION,
      kind: 'filing-oversight',
      court,
      unit: 'procuratorate',
      office: this.court.procuratorate,
      ruleSet,
      caseNumber,
      parties: [...parties, this.procuratorate],
      crime,
      how,
      ground: this.groundOf(draft),
      ...(refusal === undefined ? {} : { refusal }),
      ...(advisoryTargets ? { advisoryTargets } : {}),
      ...(deemedReceipt ? { deemedReceipt } : {}),
      ...(written ? { words: written } : {}),
    };
  }
}
