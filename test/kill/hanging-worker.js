/**
 * A worker process that commits a step and then never says so: for tests that kill it between the commit and the acknowledgement.
 * Takes its settings from its first message; then `{ hangAfter: type, matter }` names a step, and `{ committed: matter }` is sent when it stands.
 */
const { NativeConnection, Runtime } = require('@temporalio/worker');
const { createMatterActivities } = require('../../dist/activities/matter-activities');
const { Calendars } = require('../../dist/register/calendar/calendars');
const { SystemClock } = require('../../dist/register/clock');
const { openDatabase } = require('../../dist/register/database');
const { loadKeyRing } = require('../../dist/register/sealing/key-ring');
const { BUNDLE_FILE } = require('../../dist/workers/bundle');
const { createMatterWorker } = require('../../dist/workers/matter-worker');
const { deriveFirstStep } = require('../../dist/workflows/rederive');

const silent = () => undefined;
Runtime.install({ shutdownSignals: [], logger: { log: silent, trace: silent, debug: silent, info: silent, warn: silent, error: silent } });

const hangs = new Map();
let clock = { virtualAt: 0, realAt: 0, speed: 0 };

async function start({ address, namespace, databaseUrl, keysDir }) {
  const keyRing = loadKeyRing(keysDir);
  const db = openDatabase(databaseUrl, { connectTimeoutMs: 1_000, statementTimeoutMs: 2_000 });
  const activities = createMatterActivities({ db, keyRing, calendars: new Calendars(db, new SystemClock()), deriveFirstStep, clock: { now: () => clock.virtualAt + Math.floor((Date.now() - clock.realAt) * clock.speed) } });
  const recordStep = async (step) => {
    const result = await activities.recordStep(step);
    if (!step.entries.some((entry) => entry.type === hangs.get(step.matter))) return result;
    process.send({ committed: step.matter });
    return new Promise(silent);
  };
  const connection = await NativeConnection.connect({ address });
  const worker = await createMatterWorker({ connection, namespace, keyRing, bundle: { codePath: BUNDLE_FILE }, activities: { ...activities, recordStep } });
  process.send({ ready: true });
  await worker.run();
}

process.on('message', (message) => {
  if (message.clock) clock = message.clock;
  if (message.hangAfter) hangs.set(message.matter, message.hangAfter);
  if (message.start) start(message.start).catch((error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  });
});
process.on('disconnect', () => process.exit(0));
