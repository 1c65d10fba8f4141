import * as fc from 'fast-check';
import { parseInstant } from '../../domain/calendar/day';
import type { Party } from '../../domain/access/parties';
import type { Entry } from '../../matters/ledger';
import type { Position } from '../../matters/position';
import { MemoryRegister, rederive } from '../../workflows/case-file/in-memory';
import { DISPUTE } from '../../workflows/procedures';
import { CALENDARS } from '../factories/assistance-request';
import { disputeFacts, DisputeInMemory, DISPUTED_MATTER, officerOf, WORDS } from '../factories/dispute';
import { type MatterRig, waitFor } from '../rig/matter-rig';
import { VirtualClock } from '../rig/virtual-clock';
import { type DisputeGiven, DisputeModel, type DisputeSide } from './dispute-model';
import { type Give, type Happening, happenings, momentAfter } from './happenings';
import { same } from './same';

export interface DisputeSequence {
  openedAt: number;
  /** How much earlier the act came in that opened it: the engine was down. */
  heldUpMs: number;
  courtSide: 'opener' | 'respondent' | 'court';
  happenings: Happening<DisputeSide>[];
}

const HOUR = 3_600_000;
const COMMANDS = ['state-position', 'agree', 'prolong-talks', 'declare-failed', 'withdraw-dispute', 'issue-opinion', 'accept-proposal', 'dissent-from-proposal'];
const BODIES = { opener: ['court.yuncheng', 'police', 'land'], respondent: ['police', 'court.yuncheng', 'housing'] } as const;
const VARIANTS = ['opener', 'respondent', 'court'] as const;

export const disputeSequences = (maxLength: number): fc.Arbitrary<DisputeSequence> =>
  fc.record({
    openedAt: fc.integer({ min: parseInstant('2025-09-01T00:00:00+08:00'), max: parseInstant('2026-09-30T00:00:00+08:00') }),
    heldUpMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 60 * HOUR }), fc.integer({ min: 0, max: 400 * HOUR })),
    courtSide: fc.constantFrom(...VARIANTS),
    happenings: happenings({
      sides: ['opener', 'respondent', 'opener', 'respondent', 'court', 'committee', 'committee'],
      pauses: [{ min: 1, max: 20 * HOUR }, { min: HOUR, max: 300 * HOUR }],
      advanceWeight: 4,
      maxLength,
    }),
  });

function partiesOf(courtSide: DisputeSequence['courtSide']): Party[] {
  const variant = VARIANTS.indexOf(courtSide);
  const sides = (['opener', 'respondent'] as const).map((side): Party => ({ side, body: BODIES[side][variant] ?? '', relation: 'disputing-party' }));
  return courtSide === 'court' ? [...sides, { side: 'court', body: 'court.yuncheng', relation: 'requesting-court' }] : sides;
}

/** Mostly what the side has at this stage, rarely what ends everything. */
function givenOf({ command, side, choice }: Give<DisputeSide>, model: DisputeModel, at: number): DisputeGiven {
  const offered = model.offers(side).filter((name) => name !== 'withdraw-dispute' || choice % 9 === 0);
  const names = choice % 6 === 0 || offered.length === 0 ? COMMANDS : offered;
  const name = names[command % names.length] ?? 'agree';
  const proposals = Array.from({ length: choice % 3 }, (_, index) => (index === 0 ? { kind: 'new-term', workingDays: 5 } : { kind: 'other' }));
  const facts: Record<string, Record<string, unknown>> = {
    'state-position': { words: WORDS },
    agree: choice % 5 === 0 ? { proposal: (model.terms?.seq ?? 1) + (choice % 2) } : { words: WORDS },
    'prolong-talks': { workingDays: 1 + (choice % 2) },
    'issue-opinion': { number: '1', metOn: '2025-09-01', proposals },
    'accept-proposal': { proposal: 1 + (choice % 3) },
    'dissent-from-proposal': { proposal: 1 + (choice % 2), words: WORDS },
  };
  return { side, name, at, facts: facts[name] ?? {} };
}

function entriesOf(ledger: readonly Entry[]): unknown {
  return ledger.map(({ type, receivedAt, by }, index) => [type, receivedAt, index === 0 ? 'matter' : (by.side ?? 'clock')]);
}

function shownOf(position: Position | undefined): unknown {
  return {
    stage: position?.stage,
    awaited: position?.awaitedSides,
    terms: position?.terms.map(({ id, dueAt, state, lateSince }) => [id, dueAt, state, lateSince !== undefined]),
    closedAs: position?.closedAs,
    closedAt: position?.closedAt,
    nextAlarmAt: position?.nextAlarmAt,
  };
}

/** Plays a sequence against the procedure in memory and against the model; throws where they first differ. Returns how many entries it came to. */
export async function playInMemory({ openedAt, heldUpMs, courtSide, happenings }: DisputeSequence): Promise<number> {
  const raisedAt = openedAt - heldUpMs;
  const model = new DisputeModel(openedAt, courtSide, raisedAt);
  const parties = partiesOf(courtSide);
  const opening: Entry = { seq: 1, key: 'opening', type: 'open-request', by: DISPUTED_MATTER, receivedAt: openedAt, recordedAt: openedAt, facts: { ...disputeFacts({ parties, raisedAt }) } };
  const register = new MemoryRegister([opening]);
  const start = async (ledger: readonly Entry[], instant: number): Promise<DisputeInMemory> => {
    const matter = new DisputeInMemory(DISPUTE, { matter: 'DI-2026-000001', ledger, ...CALENDARS }, instant, register);
    await matter.start();
    return matter;
  };
  let now = openedAt;
  let matter = await start(register.ledger, now);
  for (const [index, happening] of happenings.entries()) {
    switch (happening.type) {
      case 'give': {
        const given = givenOf(happening, model, now);
        const outcome = await matter.send({ id: `c${index}`, name: given.name, by: officerOf(parties, given.side), receivedAt: now, facts: given.facts });
        register.settle(`c${index}`, outcome);
        same(`outcome of ${index} ${given.name} by ${given.side}`, outcome.status === 'refused' ? outcome.code : outcome.status, model.closed ? 'matter-closed' : model.give(given));
        break;
      }
      case 'advance':
        now = momentAfter(happening, model.nextAlarmAt(), now);
        await matter.advanceTo(now);
        model.moveTo(now);
        break;
      case 'leap':
        now = momentAfter(happening, model.nextAlarmAt(), now);
        await matter.leapTo(now);
        model.moveTo(now, now);
        break;
      case 'restart':
        for (const [id, outcome] of matter.outcomes) register.settle(id, outcome);
        if (!model.closed) matter = await start(register.ledger.slice(0, register.ledger.length - Math.min(happening.lacking, register.ledger.length - 1)), now);
    }
    const where = `after ${index}: ${JSON.stringify(happening)}`;
    same(`${where}: ledger`, entriesOf(register.ledger), model.entries);
    same(`${where}: position`, shownOf(matter.position), model.shown());
  }
  const derived = await rederive(DISPUTE, { matter: 'DI-2026-000001', ledger: register.ledger, ...CALENDARS });
  same('position derived again', shownOf(derived.position), shownOf(matter.position));
  return register.ledger.length;
}

/** The same on the real server. A restart terminates the workflow and starts it from its ledger. */
export async function playOnServer(shared: MatterRig, { openedAt, heldUpMs, courtSide, happenings }: DisputeSequence): Promise<void> {
  const clock = VirtualClock.at(openedAt);
  const rig = shared.living(clock);
  const raisedAt = openedAt - heldUpMs;
  const model = new DisputeModel(openedAt, courtSide, raisedAt);
  const parties = partiesOf(courtSide);
  const request = await rig.open({ revision: 2 }, false);
  const matter = await rig.openAs('dispute', disputeFacts({ parties, raisedAt, words: undefined, origin: { matter: request, seq: 1, as: 'dispute' } }));
  // Talks that had ended when it was opened are submitted now, and not wherever the clock leaps first.
  await rig.setClock(matter, clock.setting);
  let now = openedAt;
  for (const [index, happening] of happenings.entries()) {
    if (model.closed) break;
    if (happening.type === 'give') {
      // Of two received in the same millisecond either may come first.
      now = clock.move(now + 1).virtualAt;
      await rig.setClock(matter, clock.setting);
      model.moveTo(now, now);
      const given = givenOf(happening, model, now);
      const { words, ...facts } = given.facts;
      const committed = await rig.commit(matter, given.side, given.name, facts, { key: `c${index}`, by: officerOf(parties, given.side), ...(words ? { words: { text: '意见' } } : {}) });
      const outcome = await waitFor(() => rig.dispatcher.bring(committed), 20_000);
      same(`outcome of ${index} ${given.name} by ${given.side}`, outcome.status === 'refused' ? outcome.code : outcome.status, model.give(given));
      await rig.setClock(matter, clock.setting).catch(() => undefined);
    } else if (happening.type === 'restart') {
      await rig.client.workflow.getHandle(matter).terminate('by the model test');
      await rig.dispatcher.start(matter);
      await rig.setClock(matter, clock.setting);
    } else {
      now = momentAfter(happening, model.nextAlarmAt(), now);
      await rig.setClock(matter, clock.move(now));
      model.moveTo(now, now);
    }
    const where = `after ${index}: ${JSON.stringify(happening)}`;
    same(`${where}: ledger`, entriesOf(await rig.ledger(matter)), model.entries);
    const { position } = await rig.db.selectFrom('matter').select('position').where('number', '=', matter).executeTakeFirstOrThrow();
    same(`${where}: position`, shownOf(position), model.shown());
  }
  if (!happenings.some(({ type }) => type === 'restart')) await rig.replay(matter);
}
