import { createServer } from 'node:http';
import { once } from 'node:events';
import fs from 'node:fs';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Runtime } from '@temporalio/worker';
import pino from 'pino';
import { createDeliverActivities } from '../activities/deliver';
import { createMatterActivities } from '../activities/matter-activities';
import { CalendarReviser } from '../dispatch/calendar-reviser';
import { Dispatcher } from '../dispatch/dispatcher';
import { createDataConverter } from '../dispatch/payload-codec';
import { Reconciler } from '../dispatch/reconciler';
import { DELIVERIES_WORKFLOW, deliveriesWorkflowId, OUTSIDE_CHANNELS } from '../matters/messages-to-people';
import { TASK_QUEUE } from '../matters/messages';
import { Calendars } from '../register/calendar/calendars';
import { SystemClock } from '../register/clock';
import { openDatabase } from '../register/database';
import { DocumentFiles } from '../register/documents/files';
import { sweepDocuments } from '../register/documents/sweep';
import { sweepDrafts } from '../register/drafts/drafts';
import { listenForDue } from '../register/deliveries/due-notices';
import { pruneDeliveries } from '../register/deliveries/prune';
import { openClock } from '../register/rehearsal/open-clock';
import { keepBeating } from '../register/outages';
import { writeAnchors } from '../register/verify/anchors';
import { loadKeyRing } from '../register/sealing/key-ring';
import { deriveFirstStep, takeOverLedger } from '../workflows/rederive';
import { BUNDLE_FILE } from './bundle';
import { parseWorkerConfig, WorkerConfigProblems } from './config';
import { freePort, healthServer } from './health';
import { createMatterWorker } from './matter-worker';

const PENDING_EVERY_MS = 3_000;
const MATTERS_EVERY_MS = 60_000;
const REVISIONS_EVERY_MS = 5_000;
const ANCHORS_EVERY_MS = 10 * 60_000;
const SWEEP_EVERY_MS = 60 * 60_000;
const PRUNE_EVERY_MS = 24 * 60 * 60_000;

async function main(): Promise<void> {
  const config = parseWorkerConfig(process.env);
  if (!fs.existsSync(BUNDLE_FILE)) throw new WorkerConfigProblems(`There is no workflow bundle at ${BUNDLE_FILE}: run "npm run build" first.`);
  const log = pino({ level: config.logLevel, base: undefined, timestamp: pino.stdTimeFunctions.isoTime });
  const sdkMetricsPort = await freePort();
  Runtime.install({
    shutdownSignals: [],
    logger: { log: () => undefined, trace: () => undefined, debug: () => undefined, info: (message) => log.info({ from: 'temporal' }, message), warn: (message, meta) => log.warn({ from: 'temporal', ...errorOnly(meta) }, message), error: (message, meta) => log.error({ from: 'temporal', ...errorOnly(meta) }, message) },
    telemetryOptions: { metrics: { prometheus: { bindAddress: `127.0.0.1:${sdkMetricsPort}` } } },
  });

  const keyRing = loadKeyRing(config.keysDir);
  const wallClock = new SystemClock();
  const dataConverter = createDataConverter(keyRing);
  // A matter waits for its register: short limits, and the shell tries again for ever.
  const db = openDatabase(config.databaseUrl, { poolSize: config.databasePoolSize, connectTimeoutMs: 1_000, statementTimeoutMs: 2_000 });
  const { clock, rehearsalClock, close: closeClock } = await openClock({ db, databaseUrl: config.databaseUrl, rehearsal: config.isRehearsal });
  const connection = await Connection.connect({ address: config.temporalAddress });
  const client = new Client({ connection, namespace: config.temporalNamespace, dataConverter });
  const native = await NativeConnection.connect({ address: config.temporalAddress });

  const stopping = new AbortController();
  const dueNotices = listenForDue(config.databaseUrl);
  const calendars = new Calendars(db, wallClock);
  const deps = { db, clock, keyRing, calendars, client, hostClock: wallClock, isSignalAllowed: config.isSignalAllowed, rehearsalClock };
  const worker = await createMatterWorker({
    connection: native,
    namespace: config.temporalNamespace,
    keyRing,
    bundle: { codePath: BUNDLE_FILE },
    maxCachedWorkflows: config.maxCachedWorkflows,
    activities: {
      ...createMatterActivities({ db, clock, keyRing, calendars, deriveFirstStep }),
      ...createDeliverActivities({ db, keyRing, clock, wallClock, telling: config.telling, dueNotices, log, stopping: stopping.signal }),
    },
  });
  const reviser = new CalendarReviser({ ...deps, deriveFirstStep, takeAlone: takeOverLedger }, new Dispatcher(deps), (error) => log.error({ err: error }, 'reviser'));
  const reconciler = new Reconciler(deps, new Dispatcher(deps), {
    pendingEveryMs: PENDING_EVERY_MS,
    mattersEveryMs: MATTERS_EVERY_MS,
    lookThrough: native,
    isHeldBack: () => reviser.isBusy,
    onError: (error) => log.error({ err: error }, 'reconciler'),
  });
  const running = worker.run();
  for (const channel of OUTSIDE_CHANNELS) {
    await client.workflow.start(DELIVERIES_WORKFLOW, { workflowId: deliveriesWorkflowId(channel), taskQueue: TASK_QUEUE, args: [{ channel }], workflowIdConflictPolicy: 'USE_EXISTING' });
  }
  reconciler.start();
  reviser.start(REVISIONS_EVERY_MS);
  // A rehearsal's days are not lived in real time: a silence there means nothing.
  const stopBeating = config.isRehearsal ? undefined : keepBeating(db, 'worker', wallClock, { outage: (outage) => log.warn(outage, 'outage'), error: (error) => log.error({ err: error }, 'beat') });
  const anchoring = setInterval(() => void anchor(), ANCHORS_EVERY_MS);

  const documentFiles = new DocumentFiles(config.documentsDir, keyRing).prepare();
  const sweeping = setInterval(() => void sweep(), SWEEP_EVERY_MS);

  async function sweep(): Promise<void> {
    try {
      const swept = await sweepDocuments({ db, wallClock, documentFiles });
      if (swept.documents + swept.files > 0) log.info(swept, 'documents swept');
      const drafts = await sweepDrafts({ db, wallClock });
      if (drafts > 0) log.info({ drafts }, 'drafts swept');
    } catch (error) {
      log.error({ err: error }, 'documents');
    }
  }

  // Yesterday's anchor in the log is a copy outside the database; whoever keeps the log can prove the record by it.
  async function anchor(): Promise<void> {
    try {
      for (const written of await writeAnchors(db, clock)) log.info(written, 'anchor');
    } catch (error) {
      log.error({ err: error }, 'anchor');
    }
  }

  const pruning = setInterval(() => void prune(), PRUNE_EVERY_MS);
  void prune();

  async function prune(): Promise<void> {
    try {
      const pruned = await pruneDeliveries(db, { now: clock.now(), keepDays: config.keepDeliveriesDays });
      if (pruned > 0) log.info({ pruned }, 'deliveries pruned');
    } catch (error) {
      log.error({ err: error }, 'deliveries');
    }
  }

  const server = createServer(healthServer({ isRunning: () => worker.getState() === 'RUNNING', sdkMetricsPort })).listen(config.port, config.host);
  await once(server, 'listening');
  log.info({ address: server.address() }, 'worker runs');

  const stop = (signal: NodeJS.Signals): void => {
    log.info({ signal }, 'worker stops');
    stopping.abort();
    if (worker.getState() === 'RUNNING') worker.shutdown();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  await running;
  clearInterval(anchoring);
  clearInterval(sweeping);
  clearInterval(pruning);
  stopBeating?.();
  server.close();
  await reconciler.stop();
  await reviser.stop();
  await dueNotices.close();
  await closeClock();
  await native.close();
  await connection.close();
  await db.destroy();
}

/** The SDK's own fields may quote payloads; only the error itself is kept. */
function errorOnly(meta: unknown): { err?: unknown } {
  return typeof meta === 'object' && meta !== null && 'error' in meta ? { err: meta.error } : {};
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof WorkerConfigProblems ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
