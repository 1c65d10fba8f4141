import type { z } from 'zod';
import { formatInstant } from '../../contract/common';
import { COMMANDS } from '../../contract/commands';
import { commandRoutes, giveCommands, readCommand } from '../../contract/matters';
import { Refusal } from '../../register/errors';
import { findCommand } from '../../register/matters/commands';
import type { Principal } from '../../register/accounts/sessions';
import { giveCommand, type Given, pendingOf, takenOf } from '../matters/give-command';
import { withInstants } from '../matters/views';
import { parsed, wordsOf } from '../problems';
import type { ApiRouter, Reply } from '../router';
import type { Services } from '../services';

/** Of one list, so many matters are dealt with side by side: another officer's single command waits behind few. */
const MATTERS_AT_ONCE = 4;

export function setUpCommands(router: ApiRouter, services: Services): void {
  for (const { name, route } of commandRoutes) {
    router.handle(route, async ({ params: { id }, body, principal, idempotencyKey }) => {
      return replyTo(await giveCommand(services, { principal, matter: id, name, body, key: idempotencyKey }));
    });
  }

  router.handle(giveCommands, async ({ body: { commands }, principal, idempotencyKey }) => {
    const ofMatters = new Map<string, Item[]>();
    for (const [index, item] of commands.entries()) ofMatters.set(item.matter, [...(ofMatters.get(item.matter) ?? []), { ...item, index }]);
    const results: Awaited<ReturnType<typeof giveOne>>[] = [];
    const waiting = ofMatters.values();
    await Promise.all(
      Array.from({ length: MATTERS_AT_ONCE }, async () => {
        for (const items of waiting) for (const item of items) results[item.index] = await giveOne(services, principal, item, `${idempotencyKey}:${item.index}`);
      }),
    );
    return { status: 200, body: { results } };
  });

  router.handle(readCommand, async ({ params, principal }) => {
    const command = await findCommand(services.db, params.id);
    if (!command || command.account !== principal.accountId) throw new Refusal('not-found');
    const { outcome } = command;
    const accepted = outcome?.status === 'accepted' ? outcome : undefined;
    const refused = outcome?.status === 'refused' ? outcome : undefined;
    return {
      status: 200,
      body: {
        id: command.id,
        matter: command.matter,
        name: command.name,
        receivedAt: formatInstant(command.receivedAt),
        status: outcome?.status ?? 'pending',
        seq: accepted?.seq ?? null,
        recordedAt: accepted ? formatInstant(accepted.recordedAt) : null,
        code: refused?.code ?? null,
        details: refused ? (withInstants(refused.details ?? {}) as Record<string, unknown>) : null,
      },
    };
  });
}

function replyTo({ command, outcome }: Given): Reply {
  if (outcome) return { status: 200, body: takenOf(command, outcome) };
  return { status: 202, body: pendingOf(command), headers: { Location: `/api/v1/commands/${command.id}`, 'Retry-After': '2' } };
}

type Item = z.output<(typeof giveCommands)['body'] & z.ZodType>['commands'][number] & { readonly index: number };

/** As its own route would; a refusal is its result, and only what hinders all of them ends the list. */
async function giveOne(services: Services, principal: Principal, { index, matter, command: name, body }: Item, key: string) {
  try {
    const { command, outcome } = await giveCommand(services, { principal, matter, name, body: parsed(COMMANDS[name].body, body, 'invalid-body'), key });
    return { index, ...(outcome ? takenOf(command, outcome) : pendingOf(command)) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { index, status: 'refused' as const, matter, ...wordsOf(error) };
  }
}
