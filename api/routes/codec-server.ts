import type { Payload } from '@temporalio/common';
import express, { type Express, type RequestHandler } from 'express';
import { z } from 'zod';
import { CRIME_REFERRAL_COMMANDS } from '../../contract/crime-referral';
import { FILING_OVERSIGHT_COMMANDS } from '../../contract/filing-oversight';
import { CLOSED_PROCEDURES } from '../../domain/access/closed-matters';
import { PROCEDURES, type Procedure } from '../../matters/messages';
import { workflowOf } from '../../dispatch/payload-codec';
import { recordAudit } from '../../register/accounts/audit';
import { Refusal } from '../../register/errors';
import { requireAuth } from '../middleware/authenticate';
import { readJsonBody } from '../middleware/json-body';
import { chineseMessages, fieldErrors } from '../problems';
import { auditActorOf, contextOf } from '../request-context';
import type { Services } from '../services';

/** Payloads in protobuf's JSON form; the server adds fields over the years, which pass through. */
const payloadsBody = z.object({
  payloads: z.array(z.looseObject({ metadata: z.record(z.string(), z.base64()).optional(), data: z.base64().optional() })).max(2_000),
});

/**
 * Temporal's codec server protocol, for its UI: the page calls `{endpoint}/decode` with the person's session cookie
 * (codec endpoint `…/codec`, "include cross-origin credentials"; the UI runs on the same host, so the strict cookie is sent).
 * Decoding is recorded; encoding is refused: nothing is written into Temporal but by our own processes.
 */
export function setUpCodecServer(app: Express, services: Services): void {
  const { temporalUiOrigins } = services.config;
  const router = express.Router();

  router.use(allowOrigins(temporalUiOrigins));
  router.post('/encode', () => {
    throw new Refusal('encode-refused');
  });
  router.post(
    '/decode',
    requireAuth(services, 'decode-payloads', { foreignOrigins: temporalUiOrigins }),
    readJsonBody({ maxStringLength: 1_000_000 }),
    async (req, res) => {
      const parsed = payloadsBody.safeParse(req.body, { error: chineseMessages });
      if (!parsed.success) throw new Refusal('invalid-body', { errors: fieldErrors(parsed.error) });
      const { payloads } = parsed.data;
      await recordAudit(services.db, { at: services.wallClock.now(), actor: auditActorOf(res), action: 'payloads-decoded', details: { count: payloads.length, namespace: services.config.temporalNamespace } });
      res.json({ payloads: await Promise.all(payloads.map((payload) => decode(services, payload))) });
    },
  );
  app.use('/codec', router);
}

type JsonPayload = z.infer<typeof payloadsBody>['payloads'][number];

/** What does not open, because another deployment wrote it, is shown as it is; and so is what tells of a closed matter, whose supervisor reads number, stage and dates (二(四)). */
async function decode({ payloadCodec }: Services, payload: JsonPayload): Promise<JsonPayload> {
  const binary: Payload = {
    metadata: Object.fromEntries(Object.entries(payload.metadata ?? {}).map(([key, value]) => [key, Buffer.from(value, 'base64')])),
    data: Buffer.from(payload.data ?? '', 'base64'),
  };
  const opened = await payloadCodec.decode([binary]).then(([first]) => first, () => undefined);
  if (opened === undefined || opened === binary || isOfClosedMatter(opened)) return payload;
  return {
    metadata: Object.fromEntries(Object.entries(opened.metadata ?? {}).map(([key, value]) => [key, Buffer.from(value).toString('base64')])),
    data: Buffer.from(opened.data ?? []).toString('base64'),
  };
}

const CLOSED_NUMBER = `(?:${CLOSED_PROCEDURES.map((procedure) => PROCEDURES[procedure as Procedure].numberPrefix).join('|')})-\\d{4}-`;
const OF_CLOSED = new RegExp(`^${CLOSED_NUMBER}`);
/** What a payload says somewhere that tells of a closed matter, though it is of another or does not say of which: what it is, a number of its kind, or an act that no other matter knows. */
const TELLING = new RegExp(
  [
    ...CLOSED_PROCEDURES.map((procedure) => `"${procedure}"`),
    `"${CLOSED_NUMBER}`,
    ...[...Object.keys(CRIME_REFERRAL_COMMANDS), ...Object.keys(FILING_OVERSIGHT_COMMANDS)].map((command) => `"${command}"`),
  ].join('|'),
);

function isOfClosedMatter(opened: Payload): boolean {
  return OF_CLOSED.test(workflowOf(opened) ?? '') || TELLING.test(Buffer.from(opened.data ?? []).toString('utf8'));
}

function allowOrigins(origins: readonly string[]): RequestHandler {
  return (req, res, next) => {
    contextOf(res).route = `/codec${req.path === '/decode' || req.path === '/encode' ? req.path : ''}`;
    const origin = req.get('origin');
    res.vary('Origin');
    if (origin !== undefined && origins.includes(origin)) {
      res.setHeader('Access-Control-Allow-Origin', origin);
      res.setHeader('Access-Control-Allow-Credentials', 'true');
      res.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
      res.setHeader('Access-Control-Allow-Methods', 'POST');
      res.setHeader('Access-Control-Allow-Headers', 'content-type, x-namespace, authorization');
    }
    if (req.method === 'OPTIONS') res.status(204).end();
    else next();
  };
}
