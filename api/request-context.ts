import type { Response } from 'express';
import type { AuditActor } from '../register/accounts/audit';
import type { Principal } from '../register/accounts/sessions';

/** What is known of a request while it is being answered. */
export interface RequestContext {
  readonly requestId: string;
  /** The pattern of the route that answers. */
  route: string;
  session?: { readonly principal: Principal; readonly token: string; readonly transport: 'cookie' | 'bearer' };
}

export function attachContext(res: Response, context: RequestContext): void {
  res.locals.context = context;
}

export function contextOf(res: Response): RequestContext {
  return res.locals.context as RequestContext;
}

export function auditActorOf(res: Response): AuditActor {
  const { session, requestId } = contextOf(res);
  return { accountId: session?.principal.accountId ?? null, requestId };
}
