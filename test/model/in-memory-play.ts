import type { Facts } from '../../matters/ledger';
import type { Position } from '../../matters/position';
import type { PapersReturned } from '../../matters/returned';
import { ASSISTANCE_REQUEST } from '../../workflows/procedures';
import { MemoryRegister, rederive } from '../../workflows/case-file/in-memory';
import { SHIPPED_CALENDAR } from '../../domain/calendar/shipped';
import { COURT_OFFICER, deskOfficerOf, openingEntry, RequestInMemory } from '../factories/assistance-request';
import { type ModelCommand, RequestModel } from './request-model';
import { same } from './same';
import { commandOf, isBeyondModel, type Sequence } from './sequences';

/** Plays a sequence against the procedure in memory and against the model; throws where they first differ. Returns how many entries it came to. */
export async function playInMemory(sequence: Sequence): Promise<number> {
  const { kind, revision, isElectronic, openedAt, happenings } = sequence;
  const opening = { ...openingEntry('2026-01-01T00:00', { kind, revision, serviceMode: isElectronic ? 'electronic' : 'window' }), receivedAt: openedAt, recordedAt: openedAt };
  const register = new MemoryRegister([opening]);
  const model = new RequestModel(kind, isElectronic, openedAt, revision);
  const brought: ModelCommand[] = [];
  let now = openedAt;
  let matter = await RequestInMemory.over(register.ledger, now, register);
  const unit = kind.slice(0, kind.indexOf('.'));
  const messageOf = (command: ModelCommand) => ({
    id: command.id,
    name: command.name,
    by: command.side === 'court' ? COURT_OFFICER : deskOfficerOf(unit),
    receivedAt: command.at,
    facts: { ...command.facts, ...(command.hasWords ? { words: { ref: command.id, digest: 'sha256:x' } } : {}) } as Facts,
  });

  for (const [index, happening] of happenings.entries()) {
    switch (happening.type) {
      case 'give': {
        const command = commandOf(happening, model, `c${index}`, now);
        if (isBeyondModel(command, sequence)) break;
        brought.push(command);
        const outcome = await matter.send(messageOf(command));
        register.settle(command.id, outcome);
        if (model.closed) model.outcomes.set(command.id, { refused: 'matter-closed' });
        else model.give(command);
        break;
      }
      case 'leave': {
        if (model.closed) break;
        const command = commandOf(happening, model, `c${index}`, now);
        if (isBeyondModel(command, sequence)) break;
        register.pending.push(messageOf(command));
        model.leave(command);
        break;
      }
      case 'advance':
      case 'leap': {
        const alarm = model.nextAlarmAt();
        now = happening.toAlarm !== undefined && alarm !== undefined ? Math.max(now, alarm + happening.toAlarm) : now + happening.by;
        if (happening.type === 'advance') await matter.advanceTo(now);
        else await matter.leapTo(now);
        model.moveTo(now);
        break;
      }
      case 'restart': {
        for (const [id, outcome] of matter.outcomes) register.settle(id, outcome);
        const lacking = Math.min(happening.lacking, register.ledger.length - 1);
        if (!model.closed) matter = await RequestInMemory.over(register.ledger.slice(0, register.ledger.length - lacking), now, register);
        break;
      }
    }
    compare(`after ${index}: ${JSON.stringify(happening)}`, matter, register, model);
  }
  for (const command of brought) {
    const outcome = register.outcomeOf(command.id);
    same(`outcome of ${command.id} ${command.name}`, outcome?.status === 'refused' ? { refused: outcome.code } : outcome?.status, model.outcomes.get(command.id));
  }
  await verify(register, matter.position);
  return register.ledger.length;
}

function compare(where: string, matter: RequestInMemory, register: MemoryRegister, model: RequestModel): void {
  same(
    `${where}: ledger`,
    register.ledger.map((entry) => [entry.type, entry.receivedAt, entry.by.side ?? 'clock', entry.facts['rung']]),
    model.entries.map((entry) => [entry.type, entry.at, entry.by, entry.rung]),
  );
  const { position } = matter;
  if (!position) throw new Error(`${where}: no position`);
  same(`${where}: position`, positionOf(position), modelPositionOf(model));
}

export function positionOf(position: Position) {
  return {
    stage: position.stage,
    awaited: position.awaitedSides,
    terms: position.terms.map(({ id, dueOn, dueAt, state, lateSince, lateWorkingDays }) => ({ id, dueOn, dueAt, state, lateSince, lateWorkingDays })),
    lateness: position.lateness,
    breaches: position.breaches,
    closedAs: position.closedAs,
    closedAt: position.closedAt,
    nextAlarmAt: position.nextAlarmAt,
    returns: ((position.particulars['returns'] ?? []) as PapersReturned[]).map(({ name, state, terms }) => ({ name, state, used: terms.map(({ term, returnedOnDay, usedDays, of }) => ({ term, returnedOnDay, usedDays, of })) })),
  };
}

export function modelPositionOf(model: RequestModel) {
  return {
    stage: model.stage,
    awaited: model.awaited(),
    terms: model.termViews(),
    lateness: model.lateness(),
    breaches: model.breaches(),
    closedAs: model.closed?.as,
    closedAt: model.closed?.at,
    nextAlarmAt: model.closed ? undefined : model.nextAlarmAt(),
    returns: model.returns.map(({ name, state, used }) => ({ name, state, used })),
  };
}

/** What was written of each entry and of the position follows from the ledger again. */
async function verify(register: MemoryRegister, position: Position | undefined): Promise<void> {
  const derived = await rederive(ASSISTANCE_REQUEST, { matter: 'AR-2026-000001', ledger: register.ledger, calendar: SHIPPED_CALENDAR });
  same('position derived again', derived.position, position);
  for (const entry of register.ledger.slice(1)) same(`dates of entry ${entry.seq} derived again`, derived.terms.get(entry.seq) ?? [], entry.terms ?? []);
}
