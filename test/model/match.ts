import type { Actor, Entry } from '../../matters/ledger';
import type { Position } from '../../matters/position';
import type { StepRecord } from '../../matters/step';
import { findPending, type KnownCommand } from '../../register/matters/commands';
import { MemoryMatter, MemoryRegister, rederive } from '../../workflows/case-file/in-memory';
import type { Procedure } from '../../workflows/case-file/run-procedure';
import type { Shape } from '../../workflows/case-file/shape';
import { PROCEDURES_BY_NAME } from '../../workflows/procedures';
import { CALENDARS, COURT_OFFICER, deskOfficerOf } from '../factories/assistance-request';
import { type MatterRig, waitFor } from '../rig/matter-rig';
import { VirtualClock } from '../rig/virtual-clock';
import { type Give, type Happening, momentAfter } from './happenings';
import { same } from './same';

export interface Given<Side extends string> {
  side: Side;
  name: string;
  at: number;
  facts: Readonly<Record<string, unknown>>;
  /** Left out, the officer of the side. */
  by?: Actor;
}

interface Model<Side extends string> {
  readonly closed: unknown;
  /** What the ledger should hold, in the form of `entriesOf`. */
  readonly entries: unknown;
  /** What the position should say, in the form of `shownOf`. */
  shown(): unknown;
  nextAlarmAt(): number | undefined;
  /** In a leap everything that was missed is found at once; else the clock goes from alarm to alarm. */
  moveTo(now: number, isLeap: boolean): void;
  /** What the command is answered. */
  give(command: Given<Side>): string;
}

/** A matter, played against an independent model of its procedure. */
export interface Match<Side extends string> {
  number: string;
  procedure: Parameters<MatterRig['openAs']>[0];
  openedAt: number;
  /** What it is opened with, without its words. */
  facts: Parameters<MatterRig['openAs']>[1];
  happenings: readonly Happening<Side>[];
  model: Model<Side>;
  commandOf(happening: Give<Side>, now: number): Given<Side>;
  entriesOf(ledger: readonly Entry[]): unknown;
  shownOf(position: Position | undefined): unknown;
  /** Who acts for a side; left out, an officer of the court or of the police. */
  actorOf?: (side: Side) => Actor;
  /** In memory, what is to be the same beside ledger and position. */
  alsoIn?(steps: readonly StepRecord[]): { procedure: unknown; model: unknown };
  /** On the server, what other matters have to say to this one first. */
  hear?(rig: MatterRig, matter: string): Promise<void>;
}

const WORDS = { ref: '00000000-0000-4000-8000-000000000000', digest: 'sha256:x' };

const officerOf = (side: string): Actor => (side === 'court' ? COURT_OFFICER : deskOfficerOf('police'));
const answerOf = (outcome: { status: string; code?: string }): string | undefined => (outcome.status === 'refused' ? outcome.code : outcome.status);

/** Plays a match in memory; throws where procedure and model first differ. Returns how many entries it came to. */
export async function playInMemory<Side extends string>(match: Match<Side>): Promise<number> {
  const { number, openedAt, model, happenings, actorOf = officerOf } = match;
  const opening: Entry = { seq: 1, key: 'opening', type: 'open-request', by: COURT_OFFICER, receivedAt: openedAt, recordedAt: openedAt, facts: { ...match.facts, words: WORDS } };
  const register = new MemoryRegister([opening]);
  const procedure: Procedure<Shape> = PROCEDURES_BY_NAME[match.procedure];
  const start = async (ledger: readonly Entry[], now: number): Promise<MemoryMatter<Shape>> => {
    const matter = new MemoryMatter(procedure, { matter: number, ledger, ...CALENDARS }, now, register);
    await matter.start();
    return matter;
  };
  let now = openedAt;
  let matter = await start(register.ledger, now);
  const play = async (happening: Happening<Side>, index: number): Promise<void> => {
    switch (happening.type) {
      case 'give': {
        const command = match.commandOf(happening, now);
        const outcome = await matter.send({ id: `c${index}`, name: command.name, by: command.by ?? actorOf(command.side), receivedAt: now, facts: command.facts });
        register.settle(`c${index}`, outcome);
        same(`outcome of ${index} ${command.name}`, answerOf(outcome), model.closed ? 'matter-closed' : model.give(command));
        return;
      }
      case 'advance':
      case 'leap':
        now = momentAfter(happening, model.closed ? undefined : model.nextAlarmAt(), now);
        await (happening.type === 'advance' ? matter.advanceTo(now) : matter.leapTo(now));
        model.moveTo(now, happening.type === 'leap');
        return;
      case 'restart':
        for (const [id, outcome] of matter.outcomes) register.settle(id, outcome);
        if (!model.closed) matter = await start(register.ledger.slice(0, register.ledger.length - Math.min(happening.lacking, register.ledger.length - 1)), now);
    }
  };
  for (const [index, happening] of happenings.entries()) {
    await play(happening, index);
    const where = `after ${index}: ${JSON.stringify(happening)}`;
    same(`${where}: ledger`, match.entriesOf(register.ledger), model.entries);
    same(`${where}: position`, match.shownOf(matter.position), model.shown());
    const also = match.alsoIn?.(register.steps);
    if (also) same(`${where}: beside`, also.procedure, also.model);
  }
  const derived = await rederive(procedure, { matter: number, ledger: register.ledger, ...CALENDARS });
  same('position derived again', derived.position, matter.position);
  for (const entry of register.ledger.slice(1)) same(`dates of entry ${entry.seq} derived again`, derived.terms.get(entry.seq) ?? [], entry.terms ?? []);
  return register.ledger.length;
}

/** What other matters told this one since, of which each is told to the model. */
export function hearing(tell: (told: KnownCommand['message']) => void): (rig: MatterRig, matter: string) => Promise<void> {
  return async (rig, matter) => {
    for (const command of (await findPending(rig.db, Number.MAX_SAFE_INTEGER, 10_000)).filter((pending) => pending.matter === matter)) {
      await waitFor(() => rig.dispatcher.bring(command), 20_000);
      tell(command.message);
    }
  };
}

/** The same on the real server. A restart terminates the workflow and starts it from its ledger. */
export async function playOnServer<Side extends string>(shared: MatterRig, match: Match<Side>): Promise<void> {
  const { openedAt, model, happenings, actorOf = officerOf } = match;
  const clock = VirtualClock.at(openedAt);
  const rig = shared.living(clock);
  const matter = await rig.openAs(match.procedure, match.facts);
  let now = openedAt;
  for (const [index, happening] of happenings.entries()) {
    if (model.closed) break;
    if (happening.type === 'give') {
      // Of two received in the same millisecond either may come first.
      now = clock.move(now + 1).virtualAt;
      const command = match.commandOf(happening, now);
      const committed = await rig.commit(matter, 'court', command.name, command.facts, { key: `c${index}`, by: command.by ?? actorOf(command.side) });
      const outcome = await waitFor(() => rig.dispatcher.bring(committed), 20_000);
      same(`outcome of ${index} ${command.name}`, answerOf(outcome), model.give(command));
    } else if (happening.type === 'restart') {
      await rig.client.workflow.getHandle(matter).terminate('by the model test');
      await rig.dispatcher.start(matter);
      await rig.setClock(matter, clock.setting);
      model.moveTo(now, true);
    } else {
      now = momentAfter(happening, model.nextAlarmAt(), now);
      await rig.setClock(matter, clock.move(now));
      model.moveTo(now, true);
    }
    await match.hear?.(rig, matter);
    const where = `after ${index}: ${JSON.stringify(happening)}`;
    same(`${where}: ledger`, match.entriesOf(await rig.ledger(matter)), model.entries);
    same(`${where}: position`, match.shownOf(await rig.position(matter)), model.shown());
  }
  if (!happenings.some(({ type }) => type === 'restart')) await rig.replay(matter);
}
