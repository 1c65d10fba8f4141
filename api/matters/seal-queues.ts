import { formatInstant } from '../../contract/common';
import type { ListedQueue, SealQueueView } from '../../contract/seal-queue';
import { dayOf } from '../../domain/calendar/day';
import { hasLeft, type SealQueueParticulars, type SealView } from '../../matters/seal-queue';
import { courtName, unitName } from '../../matters/wording/words';
import type { Side } from '../../matters/ledger';
import { loadLedger } from '../../register/matters/entries';
import type { MatterRow } from '../../register/matters/queries';
import { openWords, type Words } from '../../register/matters/words';
import type { Services } from '../services';
import type { MatterInSight } from './access';

const orNull = (at: number | undefined): string | null => (at === undefined ? null : formatInstant(at));

/** The queue as one of its courts, or the registry, sees it. An outside court is named to the parties alone; `onlyOf`, which has left, sees its own seals. */
export async function viewSealQueue(services: Pick<Services, 'db' | 'keyRing'>, { row, isParty }: Pick<MatterInSight, 'row' | 'isParty'>, onlyOf?: string | null): Promise<SealQueueView> {
  const { assetClass, isRemainder, ...all } = row.position.particulars as SealQueueParticulars;
  const { seals, encumbrances, contradictions } = onlyOf === undefined ? all : { seals: all.seals.filter(({ court }) => court === onlyOf), encumbrances: [], contradictions: [] };
  const outside = isParty ? await outsideCourts(services, row.number, seals) : new Map<number, Words>();
  return {
    matter: row.number,
    assetClass,
    unit: row.unit,
    unitName: nameOfRegistry(row),
    isRemainder,
    seals: seals.map((seal) => viewSeal(seal, outside.get(seal.entry))),
    encumbrances: encumbrances.map(({ entry, encumbrance, bookedAt, endedAt }) => ({ entry, encumbrance, bookedAt: formatInstant(bookedAt), endedAt: orNull(endedAt) })),
    contradictions: contradictions.map((one) => (one.kind === 'order' ? { kind: one.kind, ahead: one.ahead, behind: one.behind } : { kind: one.kind, ahead: null, behind: one.seal })),
  };
}

/** As a line of a list, for an officer of `body`; it names no outside court. */
export function listedQueueOf(row: MatterRow, body: string | null): ListedQueue {
  const { assetClass, isRemainder, ...all } = row.position.particulars as SealQueueParticulars;
  const { seals, contradictions } = hasLeft(all.seals, body) ? { seals: all.seals.filter(({ court }) => court === body), contradictions: [] } : all;
  const inForce = seals.find(({ state }) => state === 'in-force');
  const own = seals.filter(({ court }) => court !== undefined && court === body);
  return {
    matter: row.number,
    stage: row.stage,
    awaitedSides: row.awaited_sides as Side[],
    assetClass,
    unit: row.unit,
    unitName: nameOfRegistry(row),
    isRemainder,
    inForce: inForce ? viewSeal(inForce, undefined) : null,
    toConfirm: seals.filter(({ state }) => state === 'to-confirm').length,
    waiting: seals.filter(({ state }) => state === 'waiting').length,
    noticesOwed: seals.filter(({ state, request, noticedPlace }) => state === 'waiting' && request !== undefined && noticedPlace === undefined).length,
    contradictions: contradictions.length,
    own: [...own.filter(({ place }) => place !== undefined), ...own.filter(({ place }) => place === undefined)].map((seal) => viewSeal(seal, undefined)),
  };
}

function nameOfRegistry({ unit, office, opened_at }: MatterRow): string {
  return unitName(unit, office ?? undefined, dayOf(opened_at));
}

function viewSeal({ no, state, place, request, court, caseNumber, servedAt, bookedAt, sinceAt, untilOn, noticedPlace }: SealView, outside: Words | undefined): SealQueueView['seals'][number] {
  const said = (name: string): string | null => (typeof outside?.[name] === 'string' ? outside[name] : null);
  return {
    no,
    state,
    place: place ?? null,
    isPlaceByLawOnly: state === 'to-confirm',
    request: request ?? null,
    court: court ?? null,
    courtName: court === undefined ? said('court') : courtName(court),
    caseNumber: caseNumber ?? said('caseNumber'),
    servedAt: orNull(servedAt),
    bookedAt: orNull(bookedAt),
    sinceAt: formatInstant(sinceAt),
    untilOn: untilOn ?? null,
    noticedPlace: noticedPlace ?? null,
  };
}

/** What the unit wrote of courts that are not on the platform, by entry. */
async function outsideCourts({ db, keyRing }: Pick<Services, 'db' | 'keyRing'>, matter: string, seals: readonly SealView[]): Promise<Map<number, Words>> {
  const outside = seals.filter(({ request }) => request === undefined);
  if (outside.length === 0) return new Map();
  const ledger = await loadLedger(db, matter);
  const words = await openWords(db, keyRing, outside.flatMap(({ entry }) => ledger[entry - 1]?.facts.words ?? []));
  return new Map(outside.flatMap(({ entry }): [number, Words][] => {
    const found = words.get(ledger[entry - 1]?.facts.words?.ref ?? '');
    return found ? [[entry, found]] : [];
  }));
}
