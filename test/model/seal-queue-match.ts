import * as fc from 'fast-check';
import { addDays, dayOf, parseInstant } from '../../domain/calendar/day';
import type { Entry } from '../../matters/ledger';
import type { Position } from '../../matters/position';
import type { SealQueueParticulars } from '../../matters/seal-queue';
import { deskOfficerOf } from '../factories/assistance-request';
import { byMatter, courtOfficerOf, queueFacts, THREE } from '../factories/seal-queue';
import { type Give, type Happening, happenings } from './happenings';
import type { Given, Match } from './match';
import { QueueMatterModel, type QueueSide } from './seal-queue-matter-model';

export interface QueueSequence {
  openedAt: number;
  happenings: Happening<QueueSide>[];
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export const queueSequences = (maxLength: number): fc.Arbitrary<QueueSequence> =>
  fc.record({
    openedAt: fc.integer({ min: parseInstant('2025-09-01T00:00:00+08:00'), max: parseInstant('2026-10-31T00:00:00+08:00') }),
    happenings: happenings<QueueSide>({ sides: ['court', 'unit'], pauses: [{ min: 1, max: HOUR }, { min: HOUR, max: 40 * DAY }, { min: 40 * DAY, max: 800 * DAY }], advanceWeight: 5, maxLength }),
  });

const UNIT = ['confirm-seal', 'confirm-seal', 'confirm-seal', 'record-outside-seal', 'end-outside-seal', 'settle-seal-order', 'record-disposal', 'give-waiting-notice', 'give-waiting-notice'] as const;
const COURT = ['report-seal', 'report-seal', 'report-seal', 'report-seal', 'report-release', 'renew-seal', 'renew-seal'] as const;

/** `court` stands for the courts and for the requests by which they ask. */
function commandOf({ side, command, choice }: Give<QueueSide>, model: QueueMatterModel, at: number): Given<QueueSide> {
  const names = side === 'unit' ? UNIT : COURT;
  const name = names[command % names.length] ?? 'report-seal';
  const asking = THREE[choice % THREE.length] ?? THREE[0];
  const first = model.inForce();
  const seal = choice % 4 === 0 && first ? first.no : 1 + (choice % Math.max(1, model.count + 1));
  const bookedAt = at - (choice % 5) * HOUR + (choice % 17 === 3 ? DAY : 0);
  const untilOn = choice % 6 === 1 ? addDays(dayOf(at), (choice % 900) - 5) : undefined;
  const told = { bookedAt, ...(untilOn ? { untilOn } : {}), ...(choice % 11 === 1 ? { waiting: true } : {}) };
  const happenedAt = at - (choice % 5 === 0 ? HOUR : 0);
  const { court, request, caseNumber } = asking;
  const given = (by: Given<QueueSide>['by'], facts: Record<string, unknown>): Given<QueueSide> => ({ side, name, at, facts, ...(by ? { by } : {}) });
  switch (name) {
    case 'report-seal': {
      const booked = choice % 3 === 1 ? { booked: { ...told, bookedAt: Math.min(bookedAt, at), isStated: choice % 2 === 0 } } : {};
      const over = choice % 13 === 2 ? { over: choice % 2 ? 'released' : 'not-booked' } : {};
      return given(byMatter(request), { step: model.stepOf(request) + (choice % 7 === 0 ? 0 : 1), happenedAt, court, caseNumber, officer: 'officer', unit: 'police', servedAt: at - (choice % 4) * HOUR, ...booked, ...over });
    }
    case 'report-release':
      return given(byMatter('AR-2026-000009'), { happenedAt, court, caseNumber, ...(choice % 2 ? { of: request } : {}) });
    case 'renew-seal': {
      const later = first && choice % 3 ? { untilOn: addDays(first.until, (choice % 760) - 3) } : {};
      return given(courtOfficerOf(court), { seal, ...later });
    }
    case 'end-outside-seal':
      return given(deskOfficerOf('police'), { seal, how: (['released', 'expired', 'not-booked'] as const)[choice % 3], ...(choice % 4 === 1 ? { endedAt: bookedAt - (choice % 8 === 5 ? 20 * DAY : 0) } : {}) });
    case 'settle-seal-order': {
      const order = [...model.book()].sort((a, b) => ((a * 7 + choice) % 13) - ((b * 7 + choice) % 13));
      return given(deskOfficerOf('police'), { order: choice % 9 === 0 ? order.slice(1) : order });
    }
    case 'give-waiting-notice':
      return given(deskOfficerOf('police'), { seal });
    case 'record-disposal':
      return given(deskOfficerOf('police'), { extent: choice % 2 ? 'whole' : 'part', ...(choice % 5 === 3 ? { disposedAt: bookedAt } : {}) });
    default:
      return given(deskOfficerOf('police'), name === 'confirm-seal' ? { seal, ...told } : { ...told, bookedAt: bookedAt - (choice % 7 === 4 ? 700 + (choice % 60) : 0) * DAY });
  }
}

function entriesOf(ledger: readonly Entry[]): unknown {
  return ledger.map(({ type, receivedAt, by }) => [type, receivedAt, by.side ?? 'clock']);
}

function shownOf(position: Position | undefined): unknown {
  const { seals, contradictions, isRemainder } = position?.particulars as SealQueueParticulars;
  return {
    stage: position?.stage,
    awaited: position?.awaitedSides,
    seals: seals.map(({ no, state, place, untilOn }) => [no, state, place, untilOn]),
    contradictions: contradictions.map((one) => (one.kind === 'order' ? `${one.ahead}>${one.behind}` : `?>${one.seal}`)).sort(),
    isRemainder,
    nextAlarmAt: position?.nextAlarmAt,
  };
}

export function queueMatch({ openedAt, happenings: happened }: QueueSequence): Match<QueueSide> {
  const model = new QueueMatterModel(openedAt);
  return { number: 'SQ-2026-000001', procedure: 'seal-queue', openedAt, facts: queueFacts({ office: undefined }), happenings: happened, model, commandOf: (happening, now) => commandOf(happening, model, now), entriesOf, shownOf };
}
