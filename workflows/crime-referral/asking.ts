import type { Party } from '../../domain/access/parties';
import type { Day } from '../../domain/calendar/day';
import { type Court, findCourt } from '../../domain/catalogue/courts';
import type { ReferralTerms, RuleSet } from '../../domain/rule-sets';
import type { AskedHow, CrimeReferral, Ground } from '../../matters/crime-referral';
import type { Opening as OversightOpening } from '../../matters/filing-oversight';
import type { CommandMessage, Facts, SealedReference } from '../../matters/ledger';
import type { TermView } from '../../matters/position';
import type { CaseFile } from '../case-file/case-file';
import type { OwnAlarm, Refusal } from '../case-file/shape';
import type { StandingInstruction } from '../../domain/standing-instructions/standing-instruction';
import type { CrimeTerms } from './crime-term';
import type { Decision } from './decision';
import { Instruction } from './instruction';

/** Behaviour that new oversights are opened with, and keep. */
const REVISION = 1;

/** What the oversight has to be told that was opened here. */
interface News {
  name: 'referral-filed' | 'refusal-joined' | 'referral-withdrawn';
  facts: Facts;
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
  private draft: { seq: number; ground: Ground; words: SealedReference | undefined } | undefined;
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
    if (this.owed.ask !== undefined && !this.asked) this.terms.openWindow(this.owed.ask, { at, on, round: this.decision.round });
  }

  amend(seq: number, ground: Ground, words: SealedReference | undefined): void {
    this.draft = { seq, ground, words };
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
  lapse(isUnsubmitted: boolean): void {
    this.lapsed = this.terms.running(this.owed.ask, this.decision.round);
    this.terms.end(this.owed.ask, this.decision.round);
    const audiences = ['court.officer', 'court.bureau'] as const;
    if (isUnsubmitted) for (const audience of ['court.head', ...audiences] as const) this.file.tell(audience, 'window-closed-unsubmitted', { urgency: 'urgent', isRinging: true });
    else for (const audience of audiences) this.file.tell(audience, 'window-closed');
  }

  /** The case is filed, or its refusal is another: what was asked and lapsed belongs to the round before. */
  beginAnew(): void {
    this.terms.end(this.owed.ask, this.decision.round);
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
    return [...told, ...(window ? this.instruction.alarms(window) : [])];
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
      ...(this.lapsed ? { windowClosed: { lastDay: this.lapsed.dueOn, closedAt: this.lapsed.dueAt } } : {}),
    };
  }

  private get window(): TermView | undefined {
    return this.asked ? undefined : this.terms.running(this.owed.ask, this.decision.round);
  }

  private get procuratorate(): Party {
    return { side: 'procuratorate', body: 'procuratorate', office: this.court.procuratorate, relation: 'supervising-procuratorate' };
  }

  /** Known once the oversight has said so itself. */
  private numberOf(key: string): string | undefined {
    return this.file.links.find((link) => link.key === key)?.matter;
  }

  private get ground(): Ground {
    return this.draft?.ground ?? (this.decision.seq === undefined ? 'no-decision' : 'conditions-met');
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
      ground: this.ground,
      ...(this.decision.seq === undefined ? {} : { refusal: this.decision.seq }),
      ...(this.draft ? { amendedBy: this.draft.seq } : {}),
      ...(window ? { lastDay: window.dueOn } : {}),
    };
  }

  private openingOf(how: AskedHow, words: SealedReference | undefined): Omit<OversightOpening, 'origin'> {
    const { court, ruleSet, caseNumber, crime, parties, advisoryTargets, deemedReceipt } = this.file.opening;
    const written = this.draft?.words ?? words;
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
      ground: this.ground,
      ...(refusal === undefined ? {} : { refusal }),
      ...(advisoryTargets ? { advisoryTargets } : {}),
      ...(deemedReceipt ? { deemedReceipt } : {}),
      ...(written ? { words: written } : {}),
    };
  }
}
