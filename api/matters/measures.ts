import type { z } from 'zod';
import type { CommandName } from '../../contract/commands';
import { formatInstant } from '../../contract/common';
import type { measure } from '../../contract/measures';
import { mayReadPersonalData } from '../../domain/access/permissions';
import { standingOf } from '../../domain/access/relation';
import { isDay, parseInstant } from '../../domain/calendar/day';
import { findKind, type KindId } from '../../domain/catalogue/kinds';
import { measureOf, type MeasureRule, measureUndoneBy } from '../../domain/catalogue/measures';
import type { MeasureFacts } from '../../matters/measures';
import type { Principal } from '../../register/accounts/sessions';
import { assetToken } from '../../register/matters/person-tokens';
import { findMatter, type MatterRow } from '../../register/matters/queries';
import type { Words } from '../../register/matters/words';
import { type MeasureRow, wordsOfMeasures } from '../../register/measures/queries';
import type { KeyRing } from '../../register/sealing/key-ring';
import type { FieldError } from '../problems';
import { assetInResult } from './asset-identity';
import type { Services } from '../services';
import { mask } from './views';

/** The rule of what a kind puts in force, or of what it undoes. */
function ruleOf(kind: string): MeasureRule | undefined {
  return measureOf(kind as KindId) ?? measureUndoneBy(kind as KindId);
}

/** What the ledger keeps of an act that takes or lifts a measure: of the asset's numbers only what they are found by. */
export function measureFacts(keyRing: KeyRing, { kind }: Pick<MatterRow, 'kind'>, name: CommandName, body: Readonly<Record<string, unknown>>): { measure?: MeasureFacts } {
  const rule = ruleOf(kind);
  if (!rule) return {};
  if (name === 'report-measure') {
    const { taken, asset, untilOn, waiting } = body;
    return taken === true ? { measure: { ...factsOf(keyRing, [asset], untilOn, waiting), ...namedAsset(assetInResult(keyRing, kind, { plateNumber: asset, certificateNumber: asset })) } } : {};
  }
  const result = body[name === 'publish-notice' ? 'notice' : 'result'] as Readonly<Record<string, unknown>> | undefined;
  if ((name !== 'answer' && name !== 'handle-at-window' && name !== 'publish-notice') || result === undefined) return {};
  return { measure: { ...factsOf(keyRing, rule.assetFields.map((field) => result[field]), result[rule.untilField], result['waiting']), ...bookedAt(result['bookedAt']), ...namedAsset(assetInResult(keyRing, kind, result)) } };
}

function factsOf(keyRing: KeyRing, numbers: readonly unknown[], untilOn: unknown, waiting: unknown): MeasureFacts {
  return {
    assets: numbers.flatMap((number) => (typeof number === 'string' ? [assetToken(keyRing, number)] : [])),
    ...(typeof untilOn === 'string' && isDay(untilOn) ? { untilOn } : {}),
    ...(waiting === true ? { waiting } : {}),
  };
}

function namedAsset(asset: string | undefined): { asset?: string } {
  return asset === undefined ? {} : { asset };
}

/** The unit's own words, checked in the shape of its kind. */
function bookedAt(given: unknown): { bookedAt?: number } {
  return typeof given === 'string' ? { bookedAt: parseInstant(given) } : {};
}

/** The measure that a request asks to lift: of the same court, at the same unit, of the kind that this one undoes, and standing. */
export async function findMeasureToLift({ db }: Pick<Services, 'db'>, { court, unit, kind }: { court: string; unit: string; kind: KindId }, number: string | undefined): Promise<{ errors: FieldError[]; lifts?: { matter: string; measure: string; queue?: string } }> {
  if (number === undefined) return { errors: [] };
  const undone = measureUndoneBy(kind);
  const rule = undone ?? (findKind(kind)?.procedure === 'assistance-request' ? measureOf(kind) : undefined);
  const row = await findMatter(db, number);
  const isSame = row?.court === court && row.unit === unit && (undone ? ruleOf(row.kind) === undone : row.kind === kind && rule?.undoneBy === 'confirmation');
  const standing = isSame ? row.position.measures?.find((candidate) => candidate.kind === rule?.kind && candidate.state !== 'lifted') : undefined;
  if (!standing) return { errors: [{ path: 'lifts', code: 'no-measure-to-lift', message: '该事项没有本院可以在此解除的措施' }] };
  const queue = row?.position.links.findLast(({ as }) => as === 'seal-queue')?.matter;
  return { errors: [], lifts: { matter: number, measure: standing.key, ...(queue === undefined ? {} : { queue }) } };
}

/** Measures as an officer sees them: the asset masked, and only where personal data may be asked for. */
export async function viewMeasures({ db, keyRing }: Pick<Services, 'db' | 'keyRing'>, principal: Principal, rows: readonly MeasureRow[]): Promise<z.output<typeof measure>[]> {
  const open = rows.filter(({ position }) => principal.roles.some((role) => mayReadPersonalData(role, standingOf(principal, position.parties).relation)));
  const words = await wordsOfMeasures(db, keyRing, open);
  return rows.map((row) => ({
    matter: row.matter,
    key: row.key,
    kind: row.kind,
    court: row.court,
    unit: row.unit,
    office: row.office,
    caseNumber: row.case_number,
    state: row.state,
    sinceAt: formatInstant(row.since_at),
    untilOn: row.until_on,
    liftedAt: row.lifted_at === null ? null : formatInstant(row.lifted_at),
    liftedBy: row.lifted_by,
    asset: assetIn(row, words.get(row)),
  }));
}

function assetIn({ matter_kind }: MeasureRow, words: Words | undefined): string | null {
  const { asset, result } = (words ?? {}) as { asset?: unknown; result?: Readonly<Record<string, unknown>> };
  const [number] = [asset, ...(ruleOf(matter_kind)?.assetFields.map((field) => result?.[field]) ?? [])].filter((given) => typeof given === 'string');
  return number === undefined ? null : String(mask(number));
}
