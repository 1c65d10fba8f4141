import type { Entry } from '../../matters/ledger';
import type { Position } from '../../matters/position';
import { MemoryRegister, rederive } from '../../workflows/case-file/in-memory';
import type { Procedure } from '../../workflows/case-file/run-procedure';
import type { Shape } from '../../workflows/case-file/shape';
import { PROCEDURES_BY_NAME } from '../../workflows/procedures';
import { CALENDARS, COURT_OFFICER, deskOfficerOf } from '../factories/assistance-request';
import { detentionFacts, PersonInMemory, searchFacts } from '../factories/people';
import { type MatterRig, waitFor } from '../rig/matter-rig';
import { VirtualClock } from '../rig/virtual-clock';
import { openingOf, personCommandOf, type PersonHappening, type PersonSequence } from './person-sequences';

const NUMBER = 'LD-2026-000001';

function factsOf({ procedure }: PersonSequence, facts: Record<string, unknown>) {
  return procedure === 'locate-debtor' ? searchFacts(facts) : detentionFacts(facts);
}

function entriesOf(ledger: readonly Entry[]): unknown {
  return ledger.map(({ type, receivedAt, by, facts }) => [type, receivedAt, by.side ?? 'clock', facts['rung']]);
}

function shownOf(position: Position | undefined): unknown {
  return {
    stage: position?.stage,
    awaited: position?.awaitedSides,
    terms: position?.terms.map(({ id, dueOn, dueAt, state, metAt, lateSince }) => [id, dueOn, dueAt, state, metAt, lateSince !== undefined]),
    breaches: position?.breaches.map(({ term }) => term),
    closedAs: position?.closedAs,
    closedAt: position?.closedAt,
    nextAlarmAt: position?.nextAlarmAt,
  };
}

function same(where: string, actual: unknown, expected: unknown): void {
  const [one, other] = [sorted(actual), sorted(expected)];
  if (one !== other) throw new Error(`${where}\n  procedure: ${one}\n  model:     ${other}`);
}

/** Plays a sequence against the procedure in memory and against the model; throws where they first differ. Returns how many entries it came to. */
export async function playInMemory(sequence: PersonSequence): Promise<number> {
  const { procedure, openedAt, happenings } = sequence;
  const { model, facts } = openingOf(sequence);
  const words = { ref: '00000000-0000-4000-8000-000000000000', digest: 'sha256:x' };
  const opening: Entry = { seq: 1, key: 'opening', type: 'open-request', by: COURT_OFFICER, receivedAt: openedAt, recordedAt: openedAt, facts: { ...factsOf(sequence, facts), words } };
  const register = new MemoryRegister([opening]);
  const shape: Procedure<Shape> = PROCEDURES_BY_NAME[procedure];
  const start = async (ledger: readonly Entry[], now: number): Promise<PersonInMemory<Shape>> => {
    const matter = new PersonInMemory(shape, { matter: NUMBER, ledger, ...CALENDARS }, now, register);
    await matter.start();
    return matter;
  };
  let now = openedAt;
  let matter = await start(register.ledger, now);
  const play = async (happening: PersonHappening, index: number): Promise<void> => {
    switch (happening.type) {
      case 'give': {
        const command = personCommandOf(happening, model, now);
        const outcome = await matter.send({ id: `c${index}`, name: command.name, by: command.side === 'court' ? COURT_OFFICER : deskOfficerOf('police'), receivedAt: now, facts: command.facts });
        register.settle(`c${index}`, outcome);
        same(`outcome of ${index} ${command.name}`, outcome.status === 'refused' ? outcome.code : outcome.status, model.closed ? 'matter-closed' : model.give(command));
        return;
      }
      case 'advance':
      case 'leap': {
        const alarm = model.closed ? undefined : model.nextAlarmAt();
        now = happening.toAlarm !== undefined && alarm !== undefined ? Math.max(now, alarm + happening.toAlarm) : now + happening.by;
        await (happening.type === 'advance' ? matter.advanceTo(now) : matter.leapTo(now));
        model.moveTo(now);
        return;
      }
      case 'restart':
        for (const [id, outcome] of matter.outcomes) register.settle(id, outcome);
        if (!model.closed) matter = await start(register.ledger.slice(0, register.ledger.length - Math.min(happening.lacking, register.ledger.length - 1)), now);
    }
  };
  for (const [index, happening] of happenings.entries()) {
    await play(happening, index);
    const where = `after ${index}: ${JSON.stringify(happening)}`;
    same(`${where}: ledger`, entriesOf(register.ledger), model.entries);
    same(`${where}: position`, shownOf(matter.position), model.shown());
  }
  const derived = await rederive(shape, { matter: NUMBER, ledger: register.ledger, ...CALENDARS });
  same('position derived again', derived.position, matter.position);
  for (const entry of register.ledger.slice(1)) same(`dates of entry ${entry.seq} derived again`, derived.terms.get(entry.seq) ?? [], entry.terms ?? []);
  return register.ledger.length;
}

/** The same on the real server. A restart terminates the workflow and starts it from its ledger. */
export async function playOnServer(shared: MatterRig, sequence: PersonSequence): Promise<void> {
  const { procedure, openedAt, happenings } = sequence;
  const clock = VirtualClock.at(openedAt);
  const rig = shared.living(clock);
  const { model, facts } = openingOf(sequence);
  const matter = await rig.openAs(procedure, factsOf(sequence, facts));
  let now = openedAt;
  for (const [index, happening] of happenings.entries()) {
    if (model.closed) break;
    if (happening.type === 'give') {
      // Of two received in the same millisecond either may come first.
      now = clock.move(now + 1).virtualAt;
      const command = personCommandOf(happening, model, now);
      const committed = await rig.commit(matter, command.side, command.name, command.facts, { key: `c${index}` });
      const outcome = await waitFor(() => rig.dispatcher.bring(committed), 20_000);
      same(`outcome of ${index} ${command.name}`, outcome.status === 'refused' ? outcome.code : outcome.status, model.give(command));
    } else if (happening.type === 'restart') {
      await rig.client.workflow.getHandle(matter).terminate('by the model test');
      await rig.dispatcher.start(matter);
      await rig.setClock(matter, clock.setting);
      model.moveTo(now);
    } else {
      const alarm = model.nextAlarmAt();
      now = happening.toAlarm !== undefined && alarm !== undefined ? Math.max(now, alarm + happening.toAlarm) : now + happening.by;
      await rig.setClock(matter, clock.move(now));
      model.moveTo(now);
    }
    const where = `after ${index}: ${JSON.stringify(happening)}`;
    same(`${where}: ledger`, entriesOf(await rig.ledger(matter)), model.entries);
    same(`${where}: position`, shownOf(await rig.position(matter)), model.shown());
  }
  if (!happenings.some(({ type }) => type === 'restart')) await rig.replay(matter);
}

/** The register keeps JSON, whose keys have no order. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'object' && part !== null && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part));
}
