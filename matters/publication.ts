import type { CorrectionGround, NoticeKind, PersonType, WithdrawalGround } from '../domain/catalogue/notices';
import type { Entry, Side } from './ledger';
import type { Position } from './position';
import { CORRECT_NOTICE, WITHDRAW_NOTICE } from './shell-commands';
import type { Tell } from './step';

/** What the platform adds to the facts of an act that publishes: the words themselves are sealed, and shown in the column as far as the law lets them be. */
export interface PublicationFacts {
  /** Blind-index tokens of the numbers and names by which the company is found. */
  assets: readonly string[];
}

/** That something was done to a notice: the trace that stays. */
interface Trace<Ground extends string> {
  seq: number;
  at: number;
  ground: Ground;
}

/** What a matter has published in the column 司法协助 (四.17). One request, one notice. */
export interface PublicationView {
  key: string;
  kind: NoticeKind;
  state: 'published' | 'withdrawn';
  publishedAt: number;
  assets: readonly string[];
  holderType: PersonType;
  /** Of a transfer. */
  transfereeType?: PersonType;
  /** Of an unfreezing: the request under which was frozen, where the court named it. */
  of?: string;
  /** The entry whose words it shows: the publication's, or its last correction's. */
  byEntry: number;
  corrections: readonly Trace<CorrectionGround>[];
  withdrawn?: Trace<WithdrawalGround>;
  /** The last entry that changed it. */
  lastEntry: number;
}

/** A notice after it was corrected or withdrawn. */
export function withEntryOnNotice(view: PublicationView, { seq, type, receivedAt, facts }: Pick<Entry, 'seq' | 'type' | 'receivedAt' | 'facts'>): PublicationView {
  if (type === WITHDRAW_NOTICE) return { ...view, state: 'withdrawn', withdrawn: { seq, at: receivedAt, ground: facts['ground'] as WithdrawalGround }, lastEntry: seq };
  const assets = (facts['publication'] as PublicationFacts | undefined)?.assets ?? view.assets;
  return { ...view, assets, byEntry: seq, corrections: [...view.corrections, { seq, at: receivedAt, ground: facts['ground'] as CorrectionGround }], lastEntry: seq };
}

/** What is withdrawn is out of the column, and is neither corrected nor withdrawn again. */
export function judgeNoticeCommand(publication: PublicationView | undefined): { code: string } | undefined {
  if (!publication) return { code: 'nothing-published' };
  return publication.state === 'withdrawn' ? { code: 'notice-withdrawn-already' } : undefined;
}

/** Who may do what to a notice, beside what else is offered: the unit that published it corrects it; 二(三), only the court has it withdrawn. */
export function withNoticeOffers(offered: Position['offered'], publication: PublicationView | undefined): Position['offered'] {
  const without = Object.fromEntries(Object.entries(offered).map(([side, names]) => [side, names.filter((name) => name !== CORRECT_NOTICE && name !== WITHDRAW_NOTICE)])) as Position['offered'];
  if (publication?.state !== 'published') return without;
  return { ...without, unit: [...(without.unit ?? []), CORRECT_NOTICE], court: [...(without.court ?? []), WITHDRAW_NOTICE] };
}

/** Whom a change of what is public is told. */
export function tellsOfNotice({ type, facts }: Pick<Entry, 'type' | 'facts'>): Tell[] {
  const params = { ground: facts['ground'] };
  const sides: readonly Side[] = type === CORRECT_NOTICE ? ['court'] : ['unit'];
  return sides.map((side): Tell => ({ audience: `${side}.party`, message: type === CORRECT_NOTICE ? 'notice-corrected' : 'notice-withdrawn', urgency: type === CORRECT_NOTICE ? 'routine' : 'urgent', params }));
}
