import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { KindId } from '../../domain/catalogue/kinds';
import type { Position } from '../../matters/position';
import type { Database } from '../../register/database';
import { positionColumns } from '../../register/matters/position-columns';
import { ANSWER, RequestInMemory } from './assistance-request';

/** How a request went, in acts of one side at an instant; the clock runs on to `until`. */
export interface Course {
  readonly kind: KindId;
  readonly openedAt: string;
  readonly acts?: readonly (readonly [side: 'court' | 'unit', name: string, instant: string, facts?: Record<string, unknown>])[];
  readonly until: number;
  readonly over?: Partial<Position>;
  readonly court?: string;
  readonly office?: string;
  readonly procedure?: string;
}

export const answered = (instant: string): ['unit', string, string, Record<string, unknown>] => ['unit', 'answer', instant, { ...ANSWER, answerSeal: 'department' }];

/** Lived through in memory, by the procedure itself: where the request then stands. */
export async function positionAfter({ kind, openedAt, acts = [], until }: Course): Promise<Position> {
  const matter = await RequestInMemory.open(openedAt, { kind, revision: 2 });
  for (const [side, name, instant, facts] of acts) {
    const outcome = await matter.act(side, name, instant, facts);
    if (outcome.status !== 'accepted') throw new Error(`${name} at ${instant}: ${JSON.stringify(outcome)}`);
  }
  await matter.advanceTo(until);
  if (!matter.position) throw new Error('a request that was opened stands somewhere');
  return matter.position;
}

/** A matter's row as the register would hold it, without its ledger. */
export function rowOf(number: string, course: Course, position: Position, openedAt: number) {
  const { kind, court = 'court.yuncheng', office = null, procedure = 'assistance-request' } = course;
  const unit = kind.slice(0, kind.indexOf('.'));
  return {
    number,
    procedure,
    kind,
    court,
    unit,
    office,
    case_number: '（2026）粤5302执123号',
    rule_set: 'yunfu-2017',
    opened_by: randomUUID(),
    opened_at: openedAt,
    seq: position.seq,
    head_hash: 'sha256:x',
    rehearsal: false,
    ...positionColumns({ ...position, ...course.over, parties: [{ side: 'court', body: court, relation: 'requesting-court' }, { side: 'unit', body: unit, ...(office ? { office } : {}), relation: 'assisting-unit' }] }),
  };
}

export async function insertRows(db: Kysely<Database>, rows: readonly ReturnType<typeof rowOf>[]): Promise<void> {
  for (let first = 0; first < rows.length; first += 500) await db.insertInto('matter').values(rows.slice(first, first + 500)).execute();
}
