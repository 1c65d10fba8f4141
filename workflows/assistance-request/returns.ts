import type { RequestCommand } from '../../contract/assistance-request';
import { localOffice } from '../../domain/access/parties';
import { dayOf } from '../../domain/calendar/day';
import { findOffice, findUnit, routeOffice } from '../../domain/catalogue/units';
import { getTerm, type RuleSet } from '../../domain/rule-sets';
import { type AssistanceRequest, type CommandFacts, type Opening, type Paper, type ReturnName, RETURNS } from '../../matters/assistance-request';
import type { CommandMessage } from '../../matters/ledger';
import type { PapersReturned } from '../../matters/returned';
import type { CaseFile } from '../case-file/case-file';
import type { OwnAlarm, Refusal, Step } from '../case-file/shape';
import type { HostedDisputes } from '../hosted-disputes';
import type { Duties } from './duties';
import { completed, judgeCompleted, judgeLacks } from './returned-papers';
import type { Service } from './service';

type ReturnStep = Extract<Step<AssistanceRequest>, { type: ReturnName }>;
type Of<Name extends keyof AssistanceRequest['commands']> = Extract<Step<AssistanceRequest>, { type: Name }>;

/** The revision since which papers can come back. */
const SINCE_REVISION = 2;
const AS = 'passed-on';
/** Facts of an opening that are the unit's, and no other unit's. */
const OF_THE_UNIT: readonly string[] = ['office', 'closeOfBusiness'];
const QUESTIONS = { 'return-papers': 'return', 'wrong-unit': 'wrong-unit' } as const;
const TOLD = { 'return-papers': 'papers-returned', 'wrong-unit': 'wrong-unit' } as const;

/**
 * The papers come back because something is missing, or because another unit should have had them: each once, within the unit's term, which
 * ends and stays visible. The court serves them again, serves them on the other unit, withdraws, or contests the return, and then the clock
 * runs on as if it had never ended. A second return ends a clock only if the court accepts it. The text has no return: ours.
 */
export class Returns {
  private readonly made: PapersReturned[] = [];
  /** The return that the court has yet to settle. */
  private open: PapersReturned | undefined;
  private papers: readonly Paper[];
  /** How often the court was asked to settle one. */
  private asked = 0;
  private isPassingOn = false;

  constructor(
    private readonly file: CaseFile<AssistanceRequest>,
    private readonly ruleSet: RuleSet,
    private readonly duties: Duties,
    private readonly service: Service,
    private readonly disputes: HostedDisputes,
  ) {
    this.papers = file.opening.papers;
  }

  get stage(): 'returned' | 'returned-again' | 'passing-on' | undefined {
    if (this.isPassingOn) return 'passing-on';
    if (!this.open) return undefined;
    return this.open.state === 'to-be-accepted' ? 'returned-again' : 'returned';
  }

  /** Matters of older revisions go on as they began. */
  offer<Sides extends Readonly<Record<'court' | 'unit', readonly RequestCommand[]>>>(offered: Sides): Sides {
    return this.file.revision >= SINCE_REVISION ? offered : { ...offered, unit: offered.unit.filter((name) => !(RETURNS as readonly string[]).includes(name)) };
  }

  take(step: ReturnStep): void {
    const { seq, type: name, at } = step;
    const isFirst = !this.made.some((earlier) => earlier.name === name);
    const terms = isFirst ? this.duties.stop(at, at) : this.duties.used(at, at);
    const lacks = step.type === 'return-papers' ? step.facts.papers : [];
    this.open = { seq, name, at, lacks, state: isFirst ? 'ended-clock' : 'to-be-accepted', terms };
    this.made.push(this.open);
    this.askCourt(at);
    const [used] = terms;
    for (const audience of ['court.officer', 'unit.liaison'] as const) {
      this.file.tell(audience, TOLD[name], { urgency: this.duties.urgency, params: { onDay: used?.returnedOnDay, of: used?.of, again: !isFirst } });
    }
  }

  /** A second return that the court finds right ends the clock when the court says so. */
  accept(at: number): void {
    if (!this.open) return;
    this.settled(at);
    this.open.state = 'accepted';
    this.open.terms = this.duties.stop(at, this.open.at);
    this.askCourt(at);
    for (const audience of ['unit.desk', 'unit.liaison'] as const) this.file.tell(audience, 'return-accepted');
  }

  /** The clock runs on with its dates, and the question is in dispute. */
  contest(step: Of<'contest-return'>): void {
    const contested = this.dispute(step.at);
    if (!contested) return;
    this.disputes.openBy('court', step, { question: QUESTIONS[contested.name], entry: contested.seq });
    for (const audience of ['unit.desk', 'unit.liaison'] as const) this.file.tell(audience, 'return-contested');
  }

  /** The court let a second return lie: what the unit maintains is in dispute. */
  leaveUnanswered(step: Extract<Step<AssistanceRequest>, { type: 'return-unanswered' }>): void {
    const unanswered = this.dispute();
    if (!unanswered) return;
    const facts = this.file.entry(unanswered.seq)?.facts ?? {};
    this.disputes.openBy('unit', { ...step, facts }, { question: QUESTIONS[unanswered.name], entry: unanswered.seq });
    for (const audience of ['unit.desk', 'unit.liaison', 'court.officer'] as const) this.file.tell(audience, 'return-unanswered');
  }

  /** Papers that take the place of those of the same requirement. */
  complete(papers: readonly Paper[]): void {
    this.papers = completed(this.file.opening.kind, this.papers, papers);
  }

  /** The completed papers are served: a fresh delivery, a receipt of its own, and a term from that. */
  serveAgain({ at, facts: { papers, serviceMode } }: Of<'serve-again'>): void {
    const returnedAt = this.open?.at ?? at;
    this.settled(at);
    this.open = undefined;
    this.complete(papers);
    this.duties.beginAnew();
    this.service.begin(at, serviceMode, returnedAt);
    for (const audience of ['unit.desk', 'unit.liaison'] as const) this.file.tell(audience, 'served-again', { urgency: this.duties.urgency });
  }

  /** The same papers go to the unit that should have had them, as a request of its own. */
  serveOnUnit({ at, facts: { kind, unit, office, closeOfBusiness, serviceMode } }: Pick<Of<'serve-on-unit'>, 'at' | 'facts'>): void {
    this.settled(at);
    this.open = undefined;
    this.isPassingOn = true;
    const opening = Object.fromEntries(Object.entries(this.file.opening).filter(([fact]) => !OF_THE_UNIT.includes(fact))) as Opening;
    this.file.open({
      key: AS,
      as: AS,
      procedure: 'assistance-request',
      opening: {
        ...opening,
        kind,
        unit,
        ...(office ? { office } : {}),
        papers: this.papers,
        serviceMode: serviceMode ?? opening.serviceMode,
        ...(closeOfBusiness ? { closeOfBusiness } : {}),
      },
    });
    for (const audience of ['unit.desk', 'unit.liaison'] as const) this.file.tell(audience, 'passed-on');
  }

  /** The court has accepted from the committee that another unit does this: what runs here ends, unless something was done already. */
  passOn(named: string, at: number): void {
    const { kind } = this.file.opening;
    const on = dayOf(at);
    const office = findOffice(named, on) ?? routeOffice(kind, 'city', on);
    const unit = findUnit(office?.unit ?? named, on);
    if (!unit || this.isPassingOn || this.duties.hasActed) return;
    this.duties.stop(at, at);
    this.serveOnUnit({ at, facts: { kind, unit: unit.id, ...(office ? { office: office.id } : {}), ...(unit.closeOfBusiness ? { closeOfBusiness: unit.closeOfBusiness } : {}) } });
  }

  /** Whoever answers or acts does without what was missing. */
  lapse(): void {
    if (this.open?.state !== 'to-be-accepted') return;
    this.open.state = 'lapsed';
    this.open = undefined;
    this.file.endTerm(this.termId);
  }

  alarms(): OwnAlarm<AssistanceRequest>[] {
    const { calendar, entries } = this.file;
    if (this.open?.state === 'to-be-accepted') {
      const at = this.file.term(this.termId)?.dueAt ?? 0;
      return [{ id: `return-unanswered:${this.asked}:${calendar.version}`, type: 'return-unanswered', at, facts: {} }];
    }
    const linked = this.isPassingOn ? entries.find(({ type, facts }) => type === 'linked' && facts['as'] === AS && facts['key'] === AS) : undefined;
    return linked ? [{ id: AS, type: AS, at: linked.receivedAt, facts: { matter: linked.facts['matter'] } }] : [];
  }

  /** A return that came too late, or after something was done; an answer of the court that is not the one to this return. */
  isIdle(name: string): boolean {
    switch (name) {
      case 'return-papers':
      case 'wrong-unit':
        return this.service.isDraft || this.duties.hasActed || (this.service.stage === 'received' && this.duties.hasEnded(this.duties.earliest)) || (name === 'wrong-unit' && this.file.opening.lifts !== undefined);
      case 'serve-again':
        return this.open?.name !== 'return-papers';
      case 'serve-on-unit':
        return this.open?.name !== 'wrong-unit';
      case 'contest-return':
        return this.open?.state === 'accepted';
      default:
        return false;
    }
  }

  judge(command: CommandMessage): Refusal | undefined {
    switch (command.name) {
      case 'return-papers':
        return this.judgeReturn(command) ?? judgeLacks(this.file.opening.kind, (command.facts as CommandFacts['return-papers']).papers);
      case 'wrong-unit':
        // Who took a measure is the one to lift it.
        if (this.file.opening.lifts) return { code: 'own-measure' };
        return this.judgeReturn(command) ?? this.judgeOtherUnit(command.facts as CommandFacts['wrong-unit']);
      case 'contest-return':
        return this.open?.state === 'accepted' ? { code: 'return-accepted-already' } : undefined;
      case 'serve-again':
        if (this.open?.name !== 'return-papers') return { code: 'not-this-return' };
        return judgeCompleted(this.file.opening.kind, this.open.lacks, (command.facts as CommandFacts['serve-again']).papers);
      case 'serve-on-unit':
        if (this.open?.name !== 'wrong-unit') return { code: 'not-this-return' };
        return this.judgeOtherUnit(command.facts as CommandFacts['serve-on-unit']);
      default:
        return undefined;
    }
  }

  particulars(): Readonly<Record<string, unknown>> {
    if (this.made.length === 0) return {};
    return { papers: this.papers, returns: this.made.map(({ seq, name, at, lacks, state, terms }) => ({ seq, name, at, ...(lacks.length > 0 ? { lacks } : {}), state, terms })) };
  }

  private get termId(): string {
    return this.asked === 1 ? 'settle-return' : `settle-return.${this.asked}`;
  }

  private askCourt(at: number): void {
    this.asked += 1;
    this.file.startTerm({ id: this.termId, name: 'settle-return', side: 'court', term: getTerm(this.ruleSet, 'request.settle-return'), ladder: this.ruleSet.ladders.advisoryOfCourt, startAt: at });
  }

  private settled(at: number): void {
    if (this.file.term(this.termId)?.state === 'running') this.file.meetTerm(this.termId, at);
  }

  /** What a disputed return had ended runs on; nothing is to be settled here any more. */
  private dispute(settledAt?: number): PapersReturned | undefined {
    const { open } = this;
    if (!open) return undefined;
    if (settledAt === undefined) this.file.endTerm(this.termId);
    else this.settled(settledAt);
    if (open.state === 'ended-clock') this.duties.resume(open.terms);
    open.state = 'disputed';
    this.open = undefined;
    return open;
  }

  /** Before anything was done on the papers, and before the term is over; papers not yet received are received with their return. */
  private judgeReturn(command: CommandMessage): Refusal | undefined {
    if (this.service.isDraft) return { code: 'not-served-yet' };
    if (this.duties.hasActed) return { code: 'acted-on-already' };
    const term = this.duties.earliest;
    if (!term) return this.service.stage === 'received' ? { code: 'no-such-term' } : undefined;
    return command.receivedAt >= term.dueAt ? { code: 'too-late-to-return', details: { dueAt: term.dueAt } } : undefined;
  }

  private judgeOtherUnit({ unit, office }: { unit: string; office?: string }): Refusal | undefined {
    const { opening } = this.file;
    return unit === opening.unit && localOffice(unit, office) === localOffice(opening.unit, opening.office) ? { code: 'same-unit' } : undefined;
  }
}
