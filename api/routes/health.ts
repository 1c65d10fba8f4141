import { createHash, timingSafeEqual } from 'node:crypto';
import type { Express, Request } from 'express';
import { sql } from 'kysely';
import { schemaStatus } from '../../register/migrations';
import { Refusal } from '../../register/errors';
import { contextOf } from '../request-context';
import type { Services } from '../services';

type Check = 'ok' | 'failed';

const PATIENCE_MS = 2_000;

/** For supervisors of processes: alive, ready, and in numbers. */
export function setUpHealth(app: Express, services: Services): void {
  app.get('/healthz', (_req, res) => {
    contextOf(res).route = '/healthz';
    res.json({ status: 'ok' });
  });

  app.get('/readyz', async (_req, res) => {
    contextOf(res).route = '/readyz';
    const [database, schema, temporal] = await Promise.all([
      check(async () => void (await sql`select 1`.execute(services.db))),
      check(async () => {
        if (!(await schemaStatus(services.db)).ok) throw new Error('schema mismatch');
      }),
      services.temporal === undefined ? undefined : check(async () => void (await services.temporal?.isReachable().then(refuseFalse))),
    ]);
    const checks = { database, schema, ...(temporal === undefined ? {} : { temporal }) };
    // Without Temporal requests and commands are still committed, and decided later: that is no reason to take the API away.
    const ready = database === 'ok' && schema === 'ok';
    res.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'not-ready', checks });
  });

  app.get('/metrics', async (req, res) => {
    contextOf(res).route = '/metrics';
    if (!mayScrape(req, services.config.metricsToken)) throw new Refusal('not-found');
    res.type(services.metrics.registry.contentType).send(await services.metrics.registry.metrics());
  });
}

async function check(probe: () => Promise<void>): Promise<Check> {
  let timer: NodeJS.Timeout | undefined;
  const impatience = new Promise<Check>((resolve) => {
    timer = setTimeout(() => resolve('failed'), PATIENCE_MS);
  });
  const result = probe().then((): Check => 'ok', (): Check => 'failed');
  return Promise.race([result, impatience]).finally(() => clearTimeout(timer));
}

function refuseFalse(isReachable: boolean): void {
  if (!isReachable) throw new Error('not reachable');
}

function mayScrape(req: Request, token: string | undefined): boolean {
  if (token === undefined) return ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(req.ip ?? '');
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(req.get('authorization') ?? ''), digest(`Bearer ${token}`));
}
