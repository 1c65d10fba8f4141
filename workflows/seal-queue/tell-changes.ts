import { type Contradiction, contradictionsOf, type Seal, standings, type SealQueue } from '../../domain/seals/queue';
import type { SealQueueMatter } from '../../matters/seal-queue';
import type { CaseFile } from '../case-file/case-file';
import type { Owner } from './asset-queue';

type File = Pick<CaseFile<SealQueueMatter>, 'tell'>;
const KEEPERS = ['unit.desk', 'unit.liaison'] as const;

/**
 * 四.7(3): each court is told its place, and what becomes of it: the difference between the queue before a step and after it. `isEachTold`: of the
 * contradictions each that is new; queues opened earlier told of them only when they became more.
 */
export function tellChanges(file: File, owners: readonly Owner[], before: SealQueue, after: SealQueue, { isEachTold }: { isEachTold: boolean }): void {
  const were = standings(before);
  const are = standings(after);
  for (const owner of owners) {
    const seal = after.seals.find(({ no }) => no === owner.no);
    const known = before.seals.find(({ no }) => no === owner.no);
    if (!seal) continue;
    if (known?.state !== seal.state || known.untilOn !== seal.untilOn || were.get(owner.no)?.place !== are.get(owner.no)?.place) tellCourt(file, owner, seal, are.get(owner.no)?.place);
    if (!known && owner.request !== undefined && seal.state === 'to-confirm') for (const audience of KEEPERS) file.tell(audience, 'seal-to-confirm', { urgency: 'urgent', term: termOf(owner), params: { place: are.get(owner.no)?.place } });
    if (owner.request !== undefined && owner.noticedPlace === undefined && seal.state === 'waiting' && known?.state !== 'waiting') for (const audience of KEEPERS) file.tell(audience, 'waiting-notice-due', { term: termOf(owner), params: { place: are.get(owner.no)?.place } });
  }
  if (headOf(before) !== headOf(after)) for (const audience of KEEPERS) file.tell(audience, 'seal-order-changed');
  const open = contradictionsOf(after);
  const fresh = isEachTold ? open.filter((one) => !contradictionsOf(before).some((known) => isSame(known, one))) : open.length > contradictionsOf(before).length ? open : [];
  if (fresh.length > 0) tellContradictions(file, owners, fresh);
}

/** One message for one seal: a later one takes the place of an earlier that has not left yet. */
export function termOf({ no }: Pick<Owner, 'no'>): string {
  return `seal.${no}`;
}

/** To the officer who asked for it, at the court whose seal it is; nobody is told of an outside court's. */
export function courtOf({ court, officer }: Owner): { body: string; officer?: string } | undefined {
  return court === undefined ? undefined : { body: court, ...(officer === undefined ? {} : { officer }) };
}

function tellCourt(file: File, owner: Owner, { state, untilOn }: Seal, place: number | undefined): void {
  const to = courtOf(owner);
  if (!to) return;
  const term = termOf(owner);
  switch (state) {
    case 'to-confirm':
      return file.tell('court.officer', 'seal-next-by-law', { to, term, params: { place } });
    case 'waiting':
      return file.tell('court.officer', 'seal-waiting', { to, term, params: { place } });
    case 'in-force':
      return file.tell('court.officer', 'seal-in-force', { to, term, urgency: 'urgent', params: { untilOn } });
    default:
      return file.tell('court.officer', 'seal-ended', { to, term, urgency: state === 'expired' || state === 'not-booked' ? 'urgent' : 'routine', params: { how: state } });
  }
}

/** The registry settles it; the courts between whom it stands learn of it. */
function tellContradictions(file: File, owners: readonly Owner[], contradictions: readonly Contradiction[]): void {
  for (const audience of KEEPERS) file.tell(audience, 'seal-order-contradicted', { urgency: 'urgent' });
  const concerned = contradictions.flatMap((one) => (one.kind === 'order' ? [one.ahead, one.behind] : [one.seal]));
  for (const owner of owners.filter(({ no }) => concerned.includes(no))) {
    const to = courtOf(owner);
    if (to) file.tell('court.officer', 'seal-order-contradicted', { to, urgency: 'urgent' });
  }
}

function isSame(one: Contradiction, other: Contradiction): boolean {
  if (one.kind === 'order') return other.kind === 'order' && one.ahead === other.ahead && one.behind === other.behind;
  return other.kind === 'unknown-ahead' && one.seal === other.seal;
}

function headOf(queue: SealQueue): number | undefined {
  return queue.seals.find(({ state }) => state === 'in-force')?.no;
}
