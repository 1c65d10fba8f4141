import type { Response } from 'express';
import { changeMyPassword, chooseMyChannels, closeSession, endMyTour, type Me, openSession, readMe } from '../../contract/sessions';
import { formatInstant } from '../../contract/common';
import { dayOf } from '../../domain/calendar/day';
import { findCourt } from '../../domain/catalogue/courts';
import { findOffice, findUnit } from '../../domain/catalogue/units';
import { mayUse } from '../../domain/access/permissions';
import { changePassword, findAccount, rememberTour, setChannels } from '../../register/accounts/accounts';
import { signIn, signOut } from '../../register/accounts/sessions';
import { chargeAttempt, refundAttempt } from '../../register/accounts/throttle';
import { Refusal } from '../../register/errors';
import { isOwnOrigin, SESSION_COOKIE } from '../middleware/authenticate';
import { contextOf } from '../request-context';
import type { ApiRouter } from '../router';
import type { Services } from '../services';

export function setUpSessions(router: ApiRouter, services: Services): void {
  const { db, wallClock, config } = services;

  router.handle(openSession, async ({ body: { username, password, transport }, req, res, requestId }) => {
    // Another site's page must not sign a browser in to an account of its choosing.
    const origin = req.get('origin');
    if (transport === 'cookie' && origin !== undefined && !isOwnOrigin(req, origin, config.publicOrigin)) throw new Refusal('foreign-origin');
    const grant = await signIn(db, wallClock, { username: username.trim().toLowerCase(), password, transport, address: req.ip ?? 'unknown', requestId });
    const account = await findAccount(services, grant.accountId);
    if (transport === 'cookie') setSessionCookie(res, grant.token, req.protocol === 'https' || config.publicOrigin?.startsWith('https:') === true, grant.expiresAt - wallClock.now());
    return {
      status: 201,
      body: { expiresAt: formatInstant(grant.expiresAt), mustChangePassword: account?.mustChangePassword ?? false, ...(transport === 'bearer' ? { token: grant.token } : {}) },
    };
  });

  router.handle(closeSession, async ({ principal, res, requestId }) => {
    const { session } = contextOf(res);
    if (session) await signOut(db, wallClock, principal, session.token, requestId);
    res.clearCookie(SESSION_COOKIE, { path: '/' });
    return { status: 204 };
  });

  router.handle(readMe, async ({ principal }) => {
    const account = await findAccount(services, principal.accountId);
    if (!account) throw new Refusal('unknown-account');
    const now = services.clock.now();
    const today = dayOf(now);
    const { accountId, kind, username, displayName, roles, body, office, mustChangePassword } = principal;
    const me: Me = {
      accountId,
      kind,
      username,
      displayName,
      roles: [...roles],
      body,
      bodyName: body === null ? null : (findCourt(body)?.name ?? findUnit(body, today)?.name ?? null),
      office,
      officeName: office === null ? null : (findOffice(office, today)?.name ?? null),
      mustChangePassword,
      channels: account.channels,
      now: formatInstant(now),
      isRehearsal: config.isRehearsal,
      ruleSet: config.ruleSet,
      hasBeenShownAround: account.hasBeenShownAround,
      temporalUi: roles.some((role) => mayUse(role, 'operate') || mayUse(role, 'decode-payloads')) ? temporalUiOf(config) : null,
    };
    return { status: 200, body: me };
  });

  router.handle(changeMyPassword, async ({ principal, body, auditActor, req, res }) => {
    // Whoever found a signed-in browser gets no more guesses at the password than at the sign-in page.
    const attempt = { username: principal.username, address: req.ip ?? 'unknown' };
    await chargeAttempt(db, attempt, wallClock.now());
    await changePassword(services, auditActor, principal.accountId, { current: body.currentPassword, next: body.newPassword, keepSession: contextOf(res).session?.token });
    await refundAttempt(db, attempt);
    return { status: 204 };
  });

  router.handle(endMyTour, async ({ principal }) => {
    await rememberTour(services, principal.accountId);
    return { status: 204 };
  });

  router.handle(chooseMyChannels, async ({ principal, body }) => {
    await setChannels(services, principal.accountId, body);
    return { status: 204 };
  });
}

/** The pages that may have payloads decoded are the Temporal UI's. */
function temporalUiOf({ temporalUiOrigins: [origin], temporalNamespace }: Services['config']): string | null {
  return origin === undefined ? null : `${origin}/namespaces/${encodeURIComponent(temporalNamespace)}/workflows`;
}

function setSessionCookie(res: Response, token: string, secure: boolean, maxAgeMs: number): void {
  res.cookie(SESSION_COOKIE, token, { httpOnly: true, sameSite: 'strict', path: '/', secure, maxAge: maxAgeMs });
}
