import type { Request, RequestHandler } from 'express';
import { mayUse } from '../../domain/access/permissions';
import type { RouteAuth } from '../../contract/route';
import { authenticate } from '../../register/accounts/sessions';
import { Refusal } from '../../register/errors';
import { contextOf } from '../request-context';
import type { Services } from '../services';

export const SESSION_COOKIE = 'liandong_session';

interface AuthenticateOptions {
  readonly allowsOneTimePassword?: boolean;
  /** Other origins whose pages may use a person's cookie here. */
  readonly foreignOrigins?: readonly string[];
}

/** Who asks, and whether such a person may use the route at all. What depends on a matter is asked by the handler. */
export function requireAuth(services: Services, auth: RouteAuth, options: AuthenticateOptions = {}): RequestHandler {
  return async (req, res, next) => {
    if (auth === 'public') {
      next();
      return;
    }
    const credential = credentialOf(req);
    const principal = credential && (await authenticate(services.db, services.wallClock, credential.token, credential.transport));
    if (!credential || !principal) throw new Refusal('not-signed-in');
    contextOf(res).session = { principal, ...credential };
    if (credential.transport === 'cookie' && !isSameSiteRequest(req, services, options.foreignOrigins)) throw new Refusal('foreign-origin');
    if (principal.mustChangePassword && options.allowsOneTimePassword !== true) throw new Refusal('password-change-required');
    if (auth !== 'account' && !principal.roles.some((role) => mayUse(role, auth))) throw new Refusal('not-permitted');
    next();
  };
}

/** A program's header counts before a browser's cookie, and a wrong one is not made good by it. */
function credentialOf(req: Request): { token: string; transport: 'cookie' | 'bearer' } | undefined {
  const header = req.get('authorization');
  if (header !== undefined) {
    const token = /^Bearer ([\w-]{20,200})$/.exec(header)?.[1];
    return token === undefined ? undefined : { token, transport: 'bearer' };
  }
  const token = cookieOf(req, SESSION_COOKIE);
  return token === undefined ? undefined : { token, transport: 'cookie' };
}

function cookieOf(req: Request, name: string): string | undefined {
  for (const pair of (req.get('cookie') ?? '').split(';')) {
    const [key, value] = pair.trim().split('=', 2);
    if (key === name && value !== undefined && /^[\w-]{20,200}$/.test(value)) return value;
  }
  return undefined;
}

/** Reading needs no proof (SameSite=Strict keeps the cookie from other sites); a write must come from our own page. */
function isSameSiteRequest(req: Request, { config }: Services, foreignOrigins: readonly string[] = []): boolean {
  if (req.method === 'GET' || req.method === 'HEAD') return true;
  const origin = req.get('origin');
  return origin !== undefined && (isOwnOrigin(req, origin, config.publicOrigin) || foreignOrigins.includes(origin));
}

export function isOwnOrigin(req: Request, origin: string, publicOrigin: string | undefined): boolean {
  return publicOrigin === undefined ? origin === `${req.protocol}://${req.get('host') ?? ''}` : origin === publicOrigin;
}
