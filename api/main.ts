import { once } from 'node:events';
import { createServer } from 'node:http';
import { Client, Connection } from '@temporalio/client';
import { CalendarReviser } from '../dispatch/calendar-reviser';
import { Dispatcher, isServing } from '../dispatch/dispatcher';
import { createDataConverter, createPayloadCodec } from '../dispatch/payload-codec';
import { RehearsalDriver } from '../dispatch/rehearsal-driver';
import { Calendars } from '../register/calendar/calendars';
import { SystemClock } from '../register/clock';
import { openDatabase } from '../register/database';
import { DocumentFiles } from '../register/documents/files';
import { openClock } from '../register/rehearsal/open-clock';
import { keepBeating } from '../register/outages';
import { loadKeyRing } from '../register/sealing/key-ring';
import { deriveFirstStep, foreseeAlarms, takeOverLedger } from '../workflows/rederive';
import { createApp } from './app';
import { ConfigProblems, parseConfig } from './config';
import { LiveStreams } from './live/streams';
import { createLog } from './log';
import { createMetrics } from './metrics';
import { keepWriting } from './official-papers/keep-writing';

/** A document of 50 MB over a slow line; bodies of JSON have a limit of their own. */
const LONGEST_REQUEST_MS = 5 * 60_000;
/** Requests under way get so long to end before the process does. */
const LONGEST_GOODBYE_MS = 10_000;

async function main(): Promise<void> {
  const config = parseConfig(process.env);
  const log = createLog(config.logLevel);
  const db = openDatabase(config.databaseUrl, { poolSize: config.databasePoolSize, connectTimeoutMs: 2_000, statementTimeoutMs: 3_000 });
  const keyRing = loadKeyRing(config.keysDir);
  const wallClock = new SystemClock();
  const { clock, source, rehearsalClock, close: closeClock } = await openClock({ db, databaseUrl: config.databaseUrl, rehearsal: config.isRehearsal });
  // Lazily: the API serves, and commits what it is given, while Temporal is away.
  const connection = Connection.lazy({ address: config.temporalAddress });
  const client = new Client({ connection, namespace: config.temporalNamespace, dataConverter: createDataConverter(keyRing) });
  const calendars = new Calendars(db, wallClock);
  const dispatchDeps = { db, clock, calendars, hostClock: wallClock, keyRing, client, isSignalAllowed: config.isSignalAllowed, rehearsalClock };
  const dispatcher = new Dispatcher(dispatchDeps);
  const services = {
    db,
    clock,
    wallClock,
    dispatcher,
    ...(source ? { rehearsal: new RehearsalDriver({ db, client, dispatcher, reviser: new CalendarReviser({ ...dispatchDeps, deriveFirstStep, takeAlone: takeOverLedger }, dispatcher), source, hostClock: wallClock }) } : {}),
    temporal: { isReachable: () => isServing(connection, wallClock) },
    keyRing,
    documentFiles: new DocumentFiles(config.documentsDir, keyRing).prepare(),
    scanProgram: config.scanProgram,
    payloadCodec: createPayloadCodec(keyRing),
    log,
    config,
    metrics: createMetrics(),
    calendars,
    live: new LiveStreams({ db, clock, wallClock, log }),
    deriveFirstStep,
    foreseeAlarms,
  };
  const app = createApp(services);

  const server = createServer({ requestTimeout: LONGEST_REQUEST_MS, headersTimeout: 10_000 }, app).listen(config.port, config.host);
  await once(server, 'listening');
  log.info({ address: server.address() }, 'API listens');
  const writing = keepWriting(services);
  const stopBeating = config.isRehearsal ? undefined : keepBeating(db, 'api', wallClock, { outage: (outage) => log.warn(outage, 'outage'), error: (error) => log.error({ err: error }, 'beat') });

  const stop = (signal: NodeJS.Signals): void => {
    log.info({ signal }, 'API stops');
    stopBeating?.();
    services.live.close();
    server.close(() => void writing.stop().then(() => Promise.allSettled([connection.close(), closeClock().then(() => db.destroy())])).finally(() => process.exit(0)));
    server.closeIdleConnections();
    setTimeout(() => process.exit(1), LONGEST_GOODBYE_MS).unref();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigProblems || !(error instanceof Error) ? String(error instanceof Error ? error.message : error) : (error.stack ?? error.message)}\n`);
  process.exit(1);
});
