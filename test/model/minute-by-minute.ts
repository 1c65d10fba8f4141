import type { CommandMessage } from '../../matters/ledger';
import { RequestInMemory } from '../factories/assistance-request';

export const MINUTE_MS = 60_000;

interface MinuteByMinute<Name> {
  /** Epoch ms; the first command comes a minute later. */
  readonly openedAt: number;
  readonly names: readonly Name[];
  readonly commandAt: (name: Name, instant: number) => CommandMessage;
  /** Hears what became of each command, and returns whether the matter is over. */
  readonly compare: (name: Name, status: string) => boolean;
}

/** Gives a request in memory one command a minute until it is over. A procedure that begins again from its ledger then stands where it stood. */
export async function playMinuteByMinute<Name>(request: RequestInMemory, { openedAt, names, commandAt, compare }: MinuteByMinute<Name>): Promise<void> {
  let instant = openedAt;
  for (const name of names) {
    instant += MINUTE_MS;
    await request.advanceTo(instant - 1);
    const { status } = await request.send(commandAt(name, instant));
    if (compare(name, status)) break;
  }
  const again = await RequestInMemory.over(request.register.ledger, instant, request.register);
  expect(again.position).toEqual(request.position);
}
