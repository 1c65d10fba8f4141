import express, { type Request, type Response, type Router } from 'express';
import type { z } from 'zod';
import type { RouteSpec } from '../contract/route';
import type { AuditActor } from '../register/accounts/audit';
import type { Principal } from '../register/accounts/sessions';
import { Refusal } from '../register/errors';
import { requireAuth } from './middleware/authenticate';
import { commandGate } from './middleware/command-gate';
import { requireIdempotencyKey } from './middleware/idempotency-key';
import { readJsonBody } from './middleware/json-body';
import { chineseMessages, fieldErrors } from './problems';
import { auditActorOf, contextOf } from './request-context';
import type { Services } from './services';

/** What a handler is given: everything in it was checked against the route's contract. */
export interface Call<Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** Who asks. Reading it on a public route is a mistake and throws. */
  readonly principal: Principal;
  readonly auditActor: AuditActor;
  readonly requestId: string;
  /** On commands. */
  readonly idempotencyKey: string;
  readonly req: Request;
  readonly res: Response;
}

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Handler<Params, Query, Body> = (call: Call<Params, Query, Body>) => Promise<Reply> | Reply;

/** Routes are mounted from their contract, and the OpenAPI document is made of what was mounted. */
export class ApiRouter {
  readonly express: Router = express.Router({ caseSensitive: true, strict: true });
  private readonly specs: RouteSpec[] = [];
  private readonly gate;

  constructor(private readonly services: Services) {
    this.gate = commandGate(services.metrics);
  }

  get routes(): readonly RouteSpec[] {
    return this.specs;
  }

  /** In this order: who asks, what is asked (body read and checked), then for commands the key and a place, then the handler. */
  handle<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType>(
    spec: RouteSpec<Params, Query, Body>,
    handler: Handler<z.output<Params>, z.output<Query>, z.output<Body>>,
  ): void {
    this.specs.push(spec);
    this.express[spec.method](
      spec.path.replace(/\{(\w+)\}/g, ':$1'),
      (_req, res, next) => {
        contextOf(res).route = spec.path;
        next();
      },
      requireAuth(this.services, spec.auth, spec),
      ...(spec.body === undefined ? [] : [readJsonBody()]),
      ...(spec.isCommand === true ? [requireIdempotencyKey, this.gate] : []),
      async (req, res) => {
        const reply = await handler({
          params: parsed(spec.params, req.params, 'invalid-parameter'),
          query: parsed(spec.query, req.query, 'invalid-parameter'),
          body: parsed(spec.body, req.body as unknown, 'invalid-body'),
          get principal() {
            return principalOf(res);
          },
          auditActor: auditActorOf(res),
          requestId: contextOf(res).requestId,
          get idempotencyKey() {
            return res.locals.idempotencyKey as string;
          },
          req,
          res,
        });
        sendReply(res, reply);
      },
    );
  }
}

function parsed<Schema extends z.ZodType>(schema: Schema | undefined, value: unknown, code: 'invalid-parameter' | 'invalid-body'): z.output<Schema> {
  if (schema === undefined) return undefined as z.output<Schema>;
  const result = schema.safeParse(value, { error: chineseMessages });
  if (!result.success) throw new Refusal(code, { errors: fieldErrors(result.error) });
  return result.data;
}

function principalOf(res: Response): Principal {
  const { session } = contextOf(res);
  if (!session) throw new Error('a public route knows no principal');
  return session.principal;
}

function sendReply(res: Response, { status, body, headers = {} }: Reply): void {
  res.status(status).set(headers);
  if (body === undefined) res.end();
  else res.json(body);
}
