import { COMMANDS, type CommandName } from '../../contract/commands';
import { type DocumentsGiven, formatInstant } from '../../contract/common';
import { commandRoutes, readCommand } from '../../contract/matters';
import type { CommandOutcome, Facts } from '../../matters/ledger';
import { Refusal } from '../../register/errors';
import { commitCommand, findCommand, type KnownCommand } from '../../register/matters/commands';
import type { MatterRow } from '../../register/matters/queries';
import { actorOf, roleFor, sightMatter } from '../matters/access';
import { carryDocuments } from '../matters/carry-documents';
import { measureFacts } from '../matters/measures';
import { publicationFacts } from '../matters/publications';
import { withNamedUnit } from '../matters/named-unit';
import { bodyOfKind, withInstants } from '../matters/views';
import { chineseMessages, fieldErrors } from '../problems';
import type { ApiRouter, Reply } from '../router';
import type { Services } from '../services';

export function setUpCommands(router: ApiRouter, services: Services): void {
  for (const { name, route } of commandRoutes) {
    router.handle(route, async ({ params: { id }, body, principal, idempotencyKey }) => {
      const sight = await sightMatter(services, principal, id);
      const role = roleFor(principal, name, sight.relation);
      if (!role || !sight.side) throw new Refusal('not-permitted');
      // A supervisor annuls a breach by its dates.
      if (!sight.isContentShown && role !== 'supervisor') throw new Refusal('closed-matter');
      checkOfKind(sight.row, name, body);
      const { documents, ...rest } = body;
      const carried = await carryDocuments(services, principal, documents as DocumentsGiven | undefined);
      const { facts: plain, words } = split(name, rest);
      const facts = await withNamedUnit(services, name, sight, plain);
      // The ground itself is sealed; that there is one is what the procedure asks.
      const grounded = words['legalGround'] === undefined ? {} : { hasLegalGround: true };
      const command = await commitCommand(services, {
        matter: id,
        name,
        by: actorOf(principal, sight.side, role),
        facts: { ...facts, ...grounded, ...carried.facts, ...measureFacts(services.keyRing, sight.row, name, body), ...publicationFacts(services.keyRing, sight.row, name, body) },
        words: { ...words, ...carried.words },
        idempotency: { account: principal.accountId, route: `POST /matters/${id}/commands/${name}`, key: idempotencyKey, body },
      });
      return replyTo(command, await services.dispatcher?.bring(command));
    });
  }

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

/** The answer is stored as an outcome and rendered again each time it is asked for. */
function replyTo(command: KnownCommand, outcome: CommandOutcome | undefined): Reply {
  if (!outcome) return { status: 202, body: { status: 'pending', command: command.id, matter: command.matter }, headers: { Location: `/api/v1/commands/${command.id}`, 'Retry-After': '2' } };
  if (outcome.status === 'refused') throw new Refusal(outcome.code, withInstants(outcome.details ?? {}) as Record<string, unknown>);
  return { status: 200, body: { status: 'accepted', command: command.id, matter: command.matter, seq: outcome.seq, recordedAt: formatInstant(outcome.recordedAt) } };
}

/** Codes, numbers and instants go to the ledger in clear; free text and personal data are sealed. */
function split(name: CommandName, body: Record<string, unknown>): { facts: Facts; words: Record<string, unknown> } {
  const { sealed } = COMMANDS[name];
  const given = Object.entries(body).filter(([, value]) => value !== undefined);
  return {
    facts: Object.fromEntries(given.filter(([key]) => !(key in sealed))),
    words: Object.fromEntries(given.filter(([key]) => key in sealed)),
  };
}

/** What depends on the kind: an answer's seal and result, what a notice publishes. A result is owed when something was done. */
function checkOfKind(row: MatterRow, name: CommandName, body: Record<string, unknown>): void {
  const schema = bodyOfKind(row, name);
  if (!schema) return;
  const parsed = schema.safeParse(body, { error: chineseMessages, reportInput: false });
  const errors = parsed.success ? [] : fieldErrors(parsed.error).filter(({ path }) => ['answerSeal', 'result', 'notice'].includes(path.split('.')[0] ?? ''));
  const isOwed = body['outcome'] === 'done' || body['outcome'] === 'partly-done';
  if (isOwed && body['result'] === undefined) errors.push({ path: 'result', code: 'required', message: '已办结或部分办结的，应当填写结果' });
  if (body['outcome'] === 'cannot-be-done' && body['legalGround'] === undefined) errors.push({ path: 'legalGround', code: 'required', message: '不能办理的，应当写明法律依据' });
  if (errors.length > 0) throw new Refusal('invalid-body', { errors });
}
