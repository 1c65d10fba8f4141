import { readerKeysOf } from '../../domain/access/relation';
import type { Position } from '../../matters/position';

/** What the lists show, beside the whole position. */
export function positionColumns(position: Position) {
  return {
    stage: position.stage,
    awaited_sides: [...position.awaitedSides],
    due_on: position.dueOn ?? null,
    due_at: position.dueAt ?? null,
    next_alarm_at: position.nextAlarmAt ?? null,
    provisional: position.provisional,
    calendar_version: position.calendarVersion,
    lateness: position.lateness,
    closed_as: position.closedAs ?? null,
    closed_at: position.closedAt ?? null,
    position: JSON.stringify(position),
    position_seq: position.seq,
    reader_keys: readerKeysOf(position.parties),
  };
}
