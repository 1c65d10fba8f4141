import { findKind, type ServedParty } from '../../domain/catalogue/kinds';
import { getTerm, type RuleSet } from '../../domain/rule-sets';
import type { AssistanceRequest, CommandFacts, ServiceMode } from '../../matters/assistance-request';
import type { CommandMessage } from '../../matters/ledger';
import type { CaseFile } from '../case-file/case-file';
import type { Refusal, StageView, Step } from '../case-file/shape';

/** Requests opened before this revision of the procedure ask nobody for service. */
const SINCE_REVISION = 3;
const TERM = 'serve-ruling';
/** The ruling may have been served before the unit was asked; an older service than this is a slip of the pen. */
const EARLIEST_SERVICE_MS = 30 * 86_400_000;

/**
 * 四.17: the court serves its ruling on debtor and company when it freezes, on the transferee when it transfers, and tells the parties when it unfreezes.
 * What has not been recorded is owed, and shown as owed until it is; nothing is refused for it.
 */
export class RulingService {
  private readonly groups: readonly (readonly ServedParty[])[];
  private isReleased = false;
  private readonly recorded: { on: ServedParty; servedAt: number; mode: ServiceMode; seq: number }[] = [];

  constructor(
    private readonly file: CaseFile<AssistanceRequest>,
    private readonly ruleSet: RuleSet,
  ) {
    this.groups = file.revision >= SINCE_REVISION ? (findKind(file.opening.kind)?.courtServes ?? []) : [];
    // What the platform has drafted is asked for when the court has served it.
    if (!file.opening.drafted) this.begin(file.openedAt);
  }

  get isOwed(): boolean {
    return this.owed().length > 0;
  }

  begin(at: number): void {
    if (this.groups.length === 0 || this.file.term(TERM)) return;
    this.file.startTerm({ id: TERM, name: TERM, side: 'court', term: getTerm(this.ruleSet, 'request.serve-ruling'), ladder: this.ruleSet.ladders.advisoryOfCourt, startAt: at });
  }

  record({ seq, at, facts: { on, servedAt, mode } }: Extract<Step<AssistanceRequest>, { type: 'record-service' }>): void {
    this.recorded.push({ on, servedAt, mode, seq });
    if (!this.isOwed && this.file.term(TERM)?.state === 'running') this.file.meetTerm(TERM, at);
  }

  /** The court has accepted that nothing was done: there is no ruling to serve. */
  release(): void {
    this.isReleased = true;
    if (this.file.term(TERM)?.state === 'running') this.file.endTerm(TERM);
  }

  offer(offered: StageView<AssistanceRequest>['offered']): StageView<AssistanceRequest>['offered'] {
    if (this.groups.length > 0) return offered;
    return { ...offered, court: offered.court?.filter((name) => name !== 'record-service') ?? [] };
  }

  judge(command: CommandMessage): Refusal | undefined {
    if (command.name !== 'record-service') return undefined;
    const { on, servedAt } = command.facts as CommandFacts['record-service'];
    if (!this.groups.some((group) => group.includes(on))) return { code: 'service-not-owed', details: { on, owed: this.owed() } };
    if (this.recorded.some((service) => service.on === on)) return { code: 'already-recorded', details: { on } };
    return servedAt > command.receivedAt || servedAt < this.file.openedAt - EARLIEST_SERVICE_MS ? { code: 'time-out-of-range', details: { field: 'servedAt' } } : undefined;
  }

  particulars(): Readonly<Record<string, unknown>> {
    return this.groups.length === 0 ? {} : { service: { owed: this.owed(), recorded: this.recorded } };
  }

  /** Groups of which nobody has been served yet. */
  private owed(): (readonly ServedParty[])[] {
    return this.isReleased ? [] : this.groups.filter((group) => !group.some((party) => this.recorded.some(({ on }) => on === party)));
  }
}
