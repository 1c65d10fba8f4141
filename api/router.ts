import { pipeline } from 'node:stream/promises';
import { isNativeError } from 'node:util/types';
import express, { type Request, type Response, type Router } from 'express';
import type { z } from 'zod';
import type { RouteSpec } from '../contract/route';
import type { AuditActor } from '../register/accounts/audit';
import type { Principal } from '../register/accounts/sessions';
import { requireAuth } from './middleware/authenticate';
import { boundMemory } from './bound-memory';
import { commandGate } from './middleware/command-gate';
import { discardRest } from './middleware/file-body';
import { requireIdempotencyKey } from './middleware/idempotency-key';
import { readJsonBody } from './middleware/json-body';
import { publicGate } from './middleware/public-gate';
import { parsed } from './problems';
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
  /** On commands and uploads. */
  readonly idempotencyKey: string;
  readonly req: Request;
  readonly res: Response;
}

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  /** Instead of a body: sent as it is read; what goes wrong on the way cuts the answer short. */
  readonly file?: AsyncIterable<Buffer>;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Handler<Params, Query, Body> = (call: Call<Params, Query, Body>) => Promise<Reply> | Reply;

/** Files come in over slow lines: they have places of their own, so that no command waits for one. */
const UPLOAD_GATE = { places: 8, longestWaitMs: 5_000 };

/** Routes are mounted from their contract, and the OpenAPI document is made of what was mounted. */
export class ApiRouter {
  readonly express: Router = express.Router({ caseSensitive: true, strict: true });
  private readonly specs: RouteSpec[] = [];
  private readonly gate;
  private readonly uploadGate;

  constructor(private readonly services: Services) {
    this.gate = commandGate(services.metrics);
    const { uploadsInFlight, uploadsTurnedAway } = services.metrics;
    this.uploadGate = commandGate({ commandsInFlight: uploadsInFlight, commandsTurnedAway: uploadsTurnedAway }, UPLOAD_GATE);
  }

  get routes(): readonly RouteSpec[] {
    return this.specs;
  }

  /** In this order: who asks, what is asked (body read and checked), then for commands and uploads the key and a place, then the handler. */
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
      ...(spec.maxAgeSeconds === undefined ? [] : [publicGate(this.services.wallClock, spec.maxAgeSeconds)]),
      requireAuth(this.services, spec.auth, spec),
      ...(spec.body === undefined ? [] : [readJsonBody()]),
      ...(spec.isCommand === true ? [requireIdempotencyKey, ...(spec.isUrgent === true ? [] : [this.gate])] : []),
      ...(spec.upload === undefined ? [] : [requireIdempotencyKey, discardRest, this.uploadGate]),
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
        await sendReply(res, reply);
      },
    );
  }
}

function principalOf(res: Response): Principal {
  const { session } = contextOf(res);
  if (!session) throw new Error('a public route knows no principal');
  return session.principal;
}

async function sendReply(res: Response, { status, body, file, headers = {} }: Reply): Promise<void> {
  res.status(status).set(headers);
  if (file !== undefined) await sendFile(res, file);
  else if (body === undefined) res.end();
  else res.json(body);
}

/** Whoever goes away in the middle is no mishap of ours. */
async function sendFile(res: Response, file: AsyncIterable<Buffer>): Promise<void> {
  try {
    await pipeline(boundMemory(file), res);
  } catch (error) {
    if (!(isNativeError(error) && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE')) throw error;
  }
}
