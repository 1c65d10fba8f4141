import type { z } from 'zod';
import type { Facility } from '../domain/access/permissions';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** `public`: nobody need sign in. `account`: whoever has signed in; the handler asks the permission table for the rest. A facility: whoever may use it. */
export type RouteAuth = 'public' | 'account' | Facility;

export interface RouteResponse {
  readonly description: string;
  readonly body?: z.ZodType;
  /** Instead of a body, or where the caller asks for it: a file of one of these types, as it is. */
  readonly mediaTypes?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

export interface RouteSpec<Params extends z.ZodType = z.ZodType, Query extends z.ZodType = z.ZodType, Body extends z.ZodType = z.ZodType> {
  readonly method: Method;
  /** Below /api/v1, with `{name}` for parameters. */
  readonly path: `/${string}`;
  /** Unique, camelCase; programs that are generated from the document call it so. */
  readonly operationId: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly auth: RouteAuth;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  /** Changes a matter: takes an Idempotency-Key, and one of the places for commands in flight. */
  readonly isCommand?: boolean;
  /** A command that waits behind no other: somebody is in danger. */
  readonly isUrgent?: boolean;
  /** The body is one file as it is, which the handler reads; takes an Idempotency-Key, and one of the places for uploads. */
  readonly upload?: { readonly mediaTypes: readonly string[] };
  /** For everybody, from any page, so often a minute; caches may keep the answer so long. */
  readonly maxAgeSeconds?: number;
  /** Allowed before a one-time password has been changed. */
  readonly allowsOneTimePassword?: boolean;
  readonly responses: Readonly<Record<number, RouteResponse>>;
  /** Refusal codes a caller should be ready for, beside those every route has. */
  readonly refusals?: readonly string[];
}

/** States a route; its types carry over to the handler. Parameters and query are strict objects of strings. */
export function route<Params extends z.ZodType = z.ZodUndefined, Query extends z.ZodType = z.ZodUndefined, Body extends z.ZodType = z.ZodUndefined>(
  spec: RouteSpec<Params, Query, Body>,
): RouteSpec<Params, Query, Body> {
  return spec;
}
