import { noticeRuleOf } from '../../domain/catalogue/notices';
import { type AssistanceRequest, type CommandFacts, hasDoneSomething } from '../../matters/assistance-request';
import type { CommandMessage } from '../../matters/ledger';
import { tellsOfNotice, withEntryOnNotice, withNoticeOffers } from '../../matters/publication';
import { CORRECT_NOTICE, WITHDRAW_NOTICE } from '../../matters/shell-commands';
import type { CaseFile } from '../case-file/case-file';
import type { Refusal, StageView, Step } from '../case-file/shape';

/** Requests opened before this revision of the procedure are not in the public column: that they were published is only recorded. */
const SINCE_REVISION = 3;

type Answer = Extract<Step<AssistanceRequest>, { type: 'answer' | 'handle-at-window' }>;
type OnNotice = Extract<Step<AssistanceRequest>, { type: 'correct-notice' | 'withdraw-notice' }>;

/** 四.17: what the unit publishes in the column 司法协助, by a notice of its own or by the answer that it is done. One request, one notice. */
export class Publication {
  private readonly rule;

  constructor(private readonly file: CaseFile<AssistanceRequest>) {
    this.rule = file.revision >= SINCE_REVISION ? noticeRuleOf(file.opening.kind) : undefined;
  }

  get isPublic(): boolean {
    return this.rule !== undefined;
  }

  /** Whether an answer that it is done is the publication: whoever speaks only signals publishes nothing. */
  isMadeBy({ facts: { outcome, publication } }: Answer): boolean {
    return this.rule?.isMadeByAnswer === true && hasDoneSomething(outcome) && publication !== undefined;
  }

  answered(step: Answer): void {
    if (this.isMadeBy(step) && !this.file.publication) this.publish(step, step.facts.publication?.assets ?? []);
  }

  publish({ seq, at }: { seq: number; at: number }, assets: readonly string[]): void {
    if (!this.rule) return;
    const { lifts, debtorType = 'natural-person', transfereeType } = this.file.opening;
    const { kind } = this.rule;
    this.file.publish({
      key: 'notice',
      kind,
      state: 'published',
      publishedAt: at,
      assets,
      holderType: debtorType,
      ...(transfereeType ? { transfereeType } : {}),
      ...(kind === 'unfreeze' && lifts ? { of: lifts.matter } : {}),
      byEntry: seq,
      corrections: [],
      lastEntry: seq,
    });
    for (const audience of ['court.officer', 'unit.liaison'] as const) this.file.tell(audience, 'notice-published', { params: { notice: kind } });
  }

  take({ seq, type, at, facts }: OnNotice): void {
    const { file } = this;
    if (file.publication) file.publish(withEntryOnNotice(file.publication, { seq, type, receivedAt: at, facts }));
    for (const { audience, message, urgency, params } of tellsOfNotice({ type, facts })) file.tell(audience, message, { urgency, params });
  }

  /** Nothing is published twice; what is public can be put right. */
  offer(offered: StageView<AssistanceRequest>['offered']): StageView<AssistanceRequest>['offered'] {
    const { court = [], unit = [] } = offered;
    const standing = withNoticeOffers({}, this.isPublic ? this.file.publication : undefined);
    const isOffered = (name: string): boolean => {
      if (name === 'publish-notice') return this.isPublic && !this.file.publication;
      return (name !== CORRECT_NOTICE && name !== WITHDRAW_NOTICE) || [...(standing.court ?? []), ...(standing.unit ?? [])].includes(name);
    };
    return { ...offered, court: court.filter(isOffered), unit: unit.filter(isOffered) };
  }

  judge(command: CommandMessage): Refusal | undefined {
    if (command.name !== 'record-act' || !this.isPublic) return undefined;
    return (command.facts as CommandFacts['record-act']).act === 'publish' ? { code: 'published-by-notice' } : undefined;
  }

  particulars(): Readonly<Record<string, unknown>> {
    const { publication, opening } = this.file;
    if (!this.isPublic) return {};
    const { ownership, companyType } = opening;
    return {
      isPublic: true,
      ...(ownership ? { ownership } : {}),
      ...(companyType ? { companyType } : {}),
      ...(publication ? { notice: { state: publication.state, publishedAt: publication.publishedAt, corrections: publication.corrections, ...(publication.withdrawn ? { withdrawn: publication.withdrawn } : {}) } } : {}),
    };
  }
}
