import type { KnownCommand } from '../../register/matters/commands';
import { COURT_OFFICER, deskOfficerOf } from '../factories/assistance-request';
import { type MatterRig, waitFor } from '../rig/matter-rig';
import { VirtualClock } from '../rig/virtual-clock';
import { modelPositionOf, positionOf } from './in-memory-play';
import { type ModelCommand, RequestModel } from './request-model';
import { same } from './same';
import { commandOf, isBeyondModel, opensDispute, type Sequence } from './sequences';

/** Plays a sequence on the real server and against the model; throws where they first differ. A restart terminates the workflow and starts it from its ledger. */
export async function playOnServer(shared: MatterRig, sequence: Sequence): Promise<string> {
  const { kind, revision, isElectronic, openedAt, happenings } = sequence;
  const clock = VirtualClock.at(openedAt);
  const rig = shared.living(clock);
  const model = new RequestModel(kind, isElectronic, openedAt, revision);
  const unit = kind.slice(0, kind.indexOf('.'));
  const matter = await rig.open({ kind, revision, serviceMode: isElectronic ? 'electronic' : 'window' });
  const given: { command: ModelCommand; committed: KnownCommand }[] = [];
  let now = openedAt;
  const commit = async (command: ModelCommand) => {
    const by = command.side === 'court' ? COURT_OFFICER : deskOfficerOf(unit);
    const committed = await rig.commit(matter, command.side, command.name, command.facts, { key: command.id, by, ...(command.hasWords ? { words: { remarks: command.id } } : {}) });
    given.push({ command, committed });
    return committed;
  };
  await waitFor(async () => (await rig.position(matter)).seq === 1);

  for (const [index, happening] of happenings.entries()) {
    if (model.closed) break;
    switch (happening.type) {
      case 'give':
      case 'leave': {
        // Of two received in the same millisecond either may come first.
        now = clock.move(now + 1).virtualAt;
        const command = commandOf(happening, model, `c${index}`, now);
        // Whoever may never give it is refused at the door of the workflow, before its stage is looked at.
        if (happening.isOtherSide || isBeyondModel(command, sequence) || opensDispute(command, model, sequence)) break;
        const committed = await commit(command);
        if (happening.type === 'leave') {
          model.leave(command);
          break;
        }
        const outcome = await waitFor(() => rig.dispatcher.bring(committed), 20_000);
        if (!outcome) throw new Error('not decided');
        model.give(command);
        break;
      }
      case 'advance':
      case 'leap': {
        const goal = happening.toAlarm !== undefined && model.nextAlarmAt() !== undefined ? Math.max(now, (model.nextAlarmAt() ?? 0) + happening.toAlarm) : now + happening.by;
        for (let alarm = model.nextAlarmAt(); happening.type === 'advance' && alarm !== undefined && alarm < goal && !model.closed; alarm = model.nextAlarmAt()) {
          await rig.setClock(matter, clock.move(Math.max(now, alarm)));
          model.moveTo(Math.max(now, alarm));
        }
        now = goal;
        clock.move(now);
        if (model.closed) break;
        await rig.setClock(matter, clock.setting);
        model.moveTo(now);
        break;
      }
      case 'restart':
        // Else a refusal that nobody asked for goes with the run, and the command is judged anew where the matter stands then.
        for (const { command, committed } of given) if (model.outcomes.has(command.id)) await waitFor(() => rig.dispatcher.bring(committed), 20_000);
        await rig.client.workflow.getHandle(matter).terminate('by the model test');
        await rig.dispatcher.start(matter);
        await rig.setClock(matter, clock.setting);
        model.moveTo(now);
        break;
    }
    await compare(`after ${index}: ${JSON.stringify(happening)}`, rig, matter, model);
  }
  for (const { command, committed } of given) {
    const expected = model.outcomes.get(command.id);
    if (expected === undefined) continue;
    // One that was left is brought by the reconciler, and answered as it was decided.
    const outcome = (await rig.outcome(committed.id)) ?? (await waitFor(() => rig.dispatcher.bring(committed), 20_000));
    same(`outcome of ${command.id} ${command.name}`, outcome?.status === 'refused' ? { refused: outcome.code } : outcome?.status, expected);
  }
  if (!happenings.some(({ type }) => type === 'restart')) await rig.replay(matter);
  return matter;
}

async function compare(where: string, rig: MatterRig, matter: string, model: RequestModel): Promise<void> {
  same(
    `${where}: ledger`,
    (await rig.ledger(matter)).map((entry) => [entry.type, entry.receivedAt, entry.by.side ?? 'clock', entry.facts['rung']]),
    model.entries.map((entry) => [entry.type, entry.at, entry.by, entry.rung]),
  );
  same(`${where}: position`, positionOf(await rig.position(matter)), modelPositionOf(model));
}
