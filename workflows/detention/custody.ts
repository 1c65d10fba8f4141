import { dayOf, type Day } from '../../domain/calendar/day';
import type { DeemedFrom } from '../../domain/deadlines/deemed-receipt';
import { type Duty, getTerm, ladderFor, type RuleSet } from '../../domain/rule-sets';
import type { CommandFacts, Detention } from '../../matters/detention';
import type { CommandMessage } from '../../matters/ledger';
import type { CaseFile } from '../case-file/case-file';
import type { OwnAlarm, Refusal, Step } from '../case-file/shape';
import { PapersOfUnit } from '../service/papers-of-unit';

const DAY_MS = 86_400_000;
/** Acts of the police that show the papers to be in their hands. */
const SHOWING_RECEIPT: readonly string[] = ['admit', 'refuse-admission', 'suggest-stop'];

/** 四.7(4): the court brings the person with its decision; the police admit, refuse for reasons of health, or advise against it; who was admitted is released. */
export class Custody {
  readonly papers: PapersOfUnit;
  private readonly duty: Duty;
  private admittedAt: number | undefined;
  private releasedAt: number | undefined;
  private isRefused = false;
  private isReleaseOwed = false;
  /** How often the police were asked to admit: after a refusal the court may bring the person again, after advice it may insist. */
  private round = 1;

  constructor(
    private readonly file: CaseFile<Detention>,
    private readonly ruleSet: RuleSet,
  ) {
    this.papers = new PapersOfUnit(file, ruleSet, (at, on, deemedFrom) => this.owe(at, on, deemedFrom));
    const duty = ruleSet.duties['police.detention'].find(({ name }) => name === 'answer');
    if (!duty) throw new Error(`${ruleSet.id} asks for no answer on a detention`);
    this.duty = duty;
  }

  get stage(): 'awaiting-delivery' | 'awaiting-receipt' | 'awaiting-admission' | 'admitted' | 'refused' | 'release-owed' {
    if (this.isRefused) return 'refused';
    if (this.isReleaseOwed) return 'release-owed';
    if (this.admittedAt !== undefined) return 'admitted';
    return this.papers.stage === 'received' ? 'awaiting-admission' : this.papers.stage;
  }

  get isInCustody(): boolean {
    return this.admittedAt !== undefined;
  }

  admit({ at, facts }: Extract<Step<Detention>, { type: 'admit' }>): void {
    this.admittedAt = facts.admittedAt;
    this.meetAdmission(at);
    this.file.tell('court.officer', 'debtor-admitted');
    this.file.tell('unit.liaison', 'debtor-admitted');
  }

  refuse(at: number): void {
    this.isRefused = true;
    this.meetAdmission(at);
    this.file.tell('court.contact', 'admission-refused', { urgency: 'urgent' });
    this.file.tell('unit.liaison', 'admission-refused');
  }

  /** Advising against admission answers the request too. */
  meetAdmission(at: number): void {
    if (this.file.term(this.termId)?.state === 'running') this.file.meetTerm(this.termId, at);
  }

  /** The person is brought again, or the court insists on the detention. */
  askAgain(at: number): void {
    this.isRefused = false;
    this.round += 1;
    this.owe(at, dayOf(at));
    for (const audience of ['unit.desk', 'unit.liaison'] as const) this.file.tell(audience, 'brought-again', { urgency: 'urgent' });
  }

  /** The court has ended a detention that is being served. */
  oweRelease(at: number): void {
    this.isReleaseOwed = true;
    const term = getTerm(this.ruleSet, 'detention.release');
    this.file.startTerm({ id: 'release', name: 'release', side: 'unit', term, ladder: ladderFor(this.ruleSet, term), startAt: at });
    for (const audience of ['unit.desk', 'unit.liaison'] as const) this.file.tell(audience, 'release-ordered', { urgency: 'urgent' });
  }

  release({ at, facts }: Extract<Step<Detention>, { type: 'record-release' }>): void {
    this.releasedAt = facts.releasedAt;
    if (this.file.term('release')?.state === 'running') this.file.meetTerm('release', at);
    this.file.tell('court.officer', 'released');
    this.file.tell('unit.liaison', 'released');
  }

  /** The days of the decision have passed and nobody has recorded that the person is free. */
  remindOfRelease(): void {
    for (const audience of ['unit.desk', 'unit.liaison', 'court.officer'] as const) this.file.tell(audience, 'release-unrecorded', { urgency: 'urgent' });
  }

  implies(command: CommandMessage) {
    return this.papers.implies(command, SHOWING_RECEIPT);
  }

  alarms(): OwnAlarm<Detention>[] {
    return [
      ...this.papers.alarms(),
      ...(this.admittedAt === undefined ? [] : [{ id: 'release-unrecorded', type: 'release-unrecorded' as const, at: this.admittedAt + this.file.opening.detentionDays * DAY_MS, facts: {} }]),
    ];
  }

  judge(command: CommandMessage): Refusal | undefined {
    switch (command.name) {
      case 'sign-receipt':
        return this.papers.judgeSignature();
      case 'admit': {
        const { admittedAt } = command.facts as CommandFacts['admit'];
        return admittedAt > command.receivedAt || admittedAt < this.file.openedAt ? { code: 'time-out-of-range', details: { field: 'admittedAt' } } : undefined;
      }
      case 'record-release': {
        const { releasedAt } = command.facts as CommandFacts['record-release'];
        if (this.admittedAt === undefined) return { code: 'nobody-in-custody' };
        return releasedAt > command.receivedAt || releasedAt < this.admittedAt ? { code: 'time-out-of-range', details: { field: 'releasedAt' } } : undefined;
      }
      default:
        return undefined;
    }
  }

  particulars(): Readonly<Record<string, unknown>> {
    return {
      ...this.papers.particulars(),
      ...(this.admittedAt === undefined ? {} : { admittedAt: this.admittedAt }),
      ...(this.releasedAt === undefined ? {} : { releasedAt: this.releasedAt }),
    };
  }

  private owe(startAt: number, startOn: Day, deemedFrom?: DeemedFrom): void {
    const { term } = this.duty;
    this.file.startTerm({ id: this.termId, name: 'answer', side: 'unit', term, ladder: ladderFor(this.ruleSet, term), startAt, startOn, ...(deemedFrom ? { deemedFrom } : {}) });
  }

  private get termId(): string {
    return this.round === 1 ? 'answer' : `answer.${this.round}`;
  }
}
