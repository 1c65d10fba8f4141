import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { Metrics } from '../metrics';
import { attachContext, contextOf } from '../request-context';

const GIVEN_ID = /^[\w-]{8,64}$/;

/** One line a request: the route's pattern, never the path, the query, the body or an address. */
export function logRequests(log: Logger, metrics: Metrics): RequestHandler {
  return (req, res, next) => {
    const given = req.get('x-request-id');
    const requestId = given !== undefined && GIVEN_ID.test(given) ? given : randomUUID();
    attachContext(res, { requestId, route: 'none' });
    res.setHeader('X-Request-Id', requestId);
    const startedMs = performance.now();
    res.once('close', () => {
      const { route, session } = contextOf(res);
      const ms = Math.round(performance.now() - startedMs);
      metrics.requestSeconds.observe({ method: req.method, route, status: String(res.statusCode) }, ms / 1000);
      log.info({ requestId, method: req.method, route, status: res.statusCode, ms, accountId: session?.principal.accountId, ...(res.writableFinished ? {} : { aborted: true }) }, 'request');
    });
    next();
  };
}
