import { dayOf } from '../../domain/calendar/day';
import { isUnitDoing } from '../../domain/catalogue/units';
import { getTerm, ladderFor, type RuleSet } from '../../domain/rule-sets';
import { type AssistanceRequest, type CommandFacts, OFFERED, UNDOING_COMMANDS } from '../../matters/assistance-request';
import type { CommandMessage, Side } from '../../matters/ledger';
import type { CaseFile } from '../case-file/case-file';
import type { Refusal, StageView, Step } from '../case-file/shape';
import type { Measure } from './measure';
import { judgePapers, writtenPapersOf } from './papers';

/** What is owed before a withdrawn request can close. */
type Owed =
  /** The unit has not said whether it took the measure. */
  | 'statement'
  /** The court's papers, which the law or the unit asks for first. */
  | 'papers'
  /** The unit undoes it and says so. */
  | 'confirmation'
  /** The request that undoes it in its registry is under way. */
  | 'linked-request';

const OFFERED_WHILE: Readonly<Record<Owed, Readonly<Record<'court' | 'unit' | 'matter', readonly string[]>>>> = {
  statement: { court: [], unit: ['report-measure'], matter: [] },
  papers: { court: ['send-papers'], unit: ['confirm-undone'], matter: [] },
  confirmation: { court: ['send-papers'], unit: ['confirm-undone', 'ask-for-papers'], matter: [] },
  'linked-request': { court: [], unit: [], matter: ['undone'] },
};

const AWAITED: Readonly<Record<Owed, Side>> = { statement: 'unit', papers: 'court', confirmation: 'unit', 'linked-request': 'matter' };

/**
 * Rules 2, Withdrawal: every measure already taken has to be undone and confirmed, and a unit may ask for the court's papers first. What stands in
 * a registry is undone by a request of the kind that undoes it; the request that was withdrawn is closed only then.
 */
export class Undoing {
  private owed: Owed | undefined;
  private arePapersSent = false;
  private confirmations = 0;
  private requests = 0;

  constructor(
    private readonly file: CaseFile<AssistanceRequest>,
    private readonly ruleSet: RuleSet,
    private readonly measure: Measure,
  ) {}

  get isOpen(): boolean {
    return this.owed !== undefined;
  }

  get awaited(): Side | undefined {
    return this.owed && AWAITED[this.owed];
  }

  /** The court has withdrawn, and a measure stands or may have been taken: nothing else is owed any more. */
  begin(step: Step<AssistanceRequest>): void {
    this.file.endTerms();
    for (const audience of ['unit.desk', 'unit.liaison'] as const) this.file.tell(audience, 'undoing-opened', { urgency: 'urgent', params: { taken: this.measure.isStanding } });
    if (this.measure.isStanding) return this.undo(step);
    this.owed = 'statement';
    this.startTerm('report-measure', 'unit', step.at);
  }

  /** What a step changes. Returns whether nothing is left to be undone. */
  take(step: Extract<Step<AssistanceRequest>, { type: (typeof UNDOING_COMMANDS)[number] }>): boolean {
    switch (step.type) {
      case 'report-measure':
        return this.report(step);
      case 'ask-for-papers':
        this.file.endTerm(this.confirmationId);
        this.owePapers(step.at);
        return false;
      case 'send-papers':
        this.receivePapers(step.at);
        return false;
      case 'confirm-undone':
        this.file.tell('court.officer', 'measure-undone');
        return this.lifted(step);
      case 'undone':
        if (step.facts.undone) return this.lifted(step);
        this.openRequest(step);
        return false;
    }
  }

  offered(): StageView<AssistanceRequest>['offered'] {
    const { owed } = this;
    const isOffered = (side: 'court' | 'unit' | 'matter', name: string): boolean =>
      !(UNDOING_COMMANDS as readonly string[]).includes(name) || (owed !== undefined && OFFERED_WHILE[owed][side].includes(name) && !this.isSuperfluous(name));
    const { court = [], unit = [], matter = [] } = OFFERED.undoing;
    return { court: court.filter((name) => isOffered('court', name)), unit: unit.filter((name) => isOffered('unit', name)), matter: matter.filter((name) => isOffered('matter', name)) };
  }

  judge(command: CommandMessage): Refusal | undefined {
    // The court lifts with papers of the same names as those with which it asked.
    return command.name === 'send-papers' ? judgePapers(this.file.opening.kind, (command.facts as CommandFacts['send-papers']).papers) : undefined;
  }

  particulars(): Readonly<Record<string, unknown>> {
    return this.owed ? { undoing: { owed: this.owed, arePapersSent: this.arePapersSent } } : {};
  }

  /** Papers that were sent are neither asked for nor sent again; where nothing is lifted without them, nothing is confirmed without them. */
  private isSuperfluous(name: string): boolean {
    if (name === 'confirm-undone') return this.owed === 'papers' && this.measure.rule?.needsPapers === true;
    return (name === 'ask-for-papers' || name === 'send-papers') && this.arePapersSent;
  }

  private report(step: Extract<Step<AssistanceRequest>, { type: 'report-measure' }>): boolean {
    this.file.meetTerm('report-measure', step.at);
    this.file.tell('court.officer', 'measure-reported', { params: { taken: step.facts.taken } });
    if (!step.facts.taken) {
      this.owed = undefined;
      return true;
    }
    this.measure.taken(step, step.facts.measure);
    this.undo(step);
    return false;
  }

  private undo(step: Step<AssistanceRequest>): void {
    const { rule } = this.measure;
    if (!rule) return;
    this.file.measures.mark(step, rule.kind, 'lifting');
    if (rule.undoneBy !== 'confirmation') this.openRequest(step);
    else if (rule.needsPapers && !this.arePapersSent) this.owePapers(step.at);
    else this.oweConfirmation(step.at);
  }

  private lifted(step: Step<AssistanceRequest>): boolean {
    if (this.measure.rule) this.file.measures.mark(step, this.measure.rule.kind, 'lifted');
    if (this.isRunning(this.confirmationId)) this.file.meetTerm(this.confirmationId, step.at);
    this.file.tell('unit.liaison', 'measure-undone');
    this.owed = undefined;
    return true;
  }

  private owePapers(at: number): void {
    this.owed = 'papers';
    this.startTerm('send-papers', 'court', at);
    this.file.tell('court.officer', 'papers-asked', { urgency: 'urgent' });
  }

  private receivePapers(at: number): void {
    this.arePapersSent = true;
    for (const audience of ['unit.desk', 'unit.liaison'] as const) this.file.tell(audience, 'papers-sent');
    if (this.owed !== 'papers') return;
    this.file.meetTerm('send-papers', at);
    this.oweConfirmation(at);
  }

  private oweConfirmation(at: number): void {
    this.owed = 'confirmation';
    this.confirmations += 1;
    this.startTerm(this.confirmationId, 'unit', at);
  }

  /** The request that undoes it, with its papers drafted for the court, which completes and serves them; one that came to nothing is followed by another. */
  private openRequest({ at }: Step<AssistanceRequest>): void {
    const { opening, matter } = this.file;
    const { rule } = this.measure;
    if (!rule || rule.undoneBy === 'confirmation') return;
    const kind = rule.undoneBy;
    this.owed = 'linked-request';
    this.requests += 1;
    const { court, unit, office, ruleSet, caseNumber, capacity, serviceMode, closeOfBusiness, advisoryTargets, deemedReceipt, words, revision, debtorType } = opening;
    this.file.open({
      key: `undoing-${this.requests}`,
      as: 'undoing',
      procedure: 'assistance-request',
      opening: {
        revision,
        kind,
        court,
        unit,
        ...(office !== undefined && isUnitDoing(kind, office, dayOf(at)) ? { office } : {}),
        ruleSet,
        caseNumber,
        capacity,
        dataItems: [],
        papers: writtenPapersOf(kind).map(({ oneOf }) => ({ paper: oneOf.find((paper) => paper === 'ruling') ?? oneOf[0] ?? '', courtSeal: false, drafted: true })),
        serviceMode,
        drafted: true,
        lifts: { matter, measure: rule.kind, ...this.queue() },
        ...(debtorType ? { debtorType } : {}),
        ...(closeOfBusiness === undefined ? {} : { closeOfBusiness }),
        ...(advisoryTargets === undefined ? {} : { advisoryTargets }),
        ...(deemedReceipt === undefined ? {} : { deemedReceipt }),
        words,
      },
    });
  }

  /** Where the seal stands that is to be lifted. */
  private queue(): { queue?: string } {
    const queue = this.file.links.findLast(({ as }) => as === 'seal-queue')?.matter;
    return queue === undefined ? {} : { queue };
  }

  private startTerm(id: string, side: 'court' | 'unit', startAt: number): void {
    const [name = id] = id.split('.');
    const term = getTerm(this.ruleSet, name === 'send-papers' ? 'request.send-papers' : 'request.confirm-undone');
    const ladder = side === 'court' ? this.ruleSet.ladders.advisoryOfCourt : ladderFor(this.ruleSet, term);
    this.file.startTerm({ id, name, side, term, ladder, startAt });
  }

  private get confirmationId(): string {
    return this.confirmations <= 1 ? 'confirm-undone' : `confirm-undone.${this.confirmations}`;
  }

  private isRunning(id: string): boolean {
    return this.file.term(id)?.state === 'running';
  }
}
