import { z } from 'zod';
import * as contract from '../../contract/accounts';
import { formatInstant } from '../../contract/common';
import { type Account, changeAccount, createAccount, findAccount, listAccounts } from '../../register/accounts/accounts';
import { Refusal } from '../../register/errors';
import { decodeCursor, pageFrom } from '../pagination';
import type { ApiRouter } from '../router';
import type { Services } from '../services';

const cursorShape = z.tuple([z.string().max(100)]);

export function setUpAccounts(router: ApiRouter, services: Services): void {
  router.handle(contract.listAccounts, async ({ query: { limit, cursor, body, role, active } }) => {
    const [after] = decodeCursor(cursor, cursorShape) ?? [];
    const rows = await listAccounts(services, { after, limit: limit + 1, body, role, active: active === undefined ? undefined : active === 'true' });
    return { status: 200, body: pageFrom(rows, limit, viewOf, (account) => [account.username]) };
  });

  router.handle(contract.createAccount, async ({ body, auditActor }) => {
    const { account, oneTimePassword, token } = await createAccount(services, auditActor, body);
    return { status: 201, body: { account: viewOf(account), oneTimePassword, token }, headers: { Location: `/api/v1/accounts/${account.id}` } };
  });

  router.handle(contract.readAccount, async ({ params }) => {
    const account = await findAccount(services, params.id);
    if (!account) throw new Refusal('unknown-account');
    return { status: 200, body: viewOf(account) };
  });

  router.handle(contract.changeAccount, async ({ params, body, auditActor }) => {
    const { account, oneTimePassword, token } = await changeAccount(services, auditActor, params.id, body);
    return { status: 200, body: { account: viewOf(account), oneTimePassword, token } };
  });
}

function viewOf({ id, kind, username, displayName, roles, body, office, profile, active, mustChangePassword, createdAt }: Account): contract.AccountView {
  return { id, kind, username, displayName, roles: [...roles], body, office, profile, active, mustChangePassword, createdAt: formatInstant(createdAt) };
}
