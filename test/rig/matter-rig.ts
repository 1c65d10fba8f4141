import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { ApplicationFailure, Client, Connection, WorkflowUpdateFailedError } from '@temporalio/client';
import { NativeConnection, Runtime, Worker, type WorkflowBundleOption } from '@temporalio/worker';
import type { Kysely } from 'kysely';
import { createMatterActivities } from '../../activities/matter-activities';
import { CalendarReviser } from '../../dispatch/calendar-reviser';
import { Dispatcher, type DispatchDeps } from '../../dispatch/dispatcher';
import { Reconciler, type ReconcilerOptions } from '../../dispatch/reconciler';
import { createDataConverter } from '../../dispatch/payload-codec';
import type { Opening } from '../../matters/assistance-request';
import type { Actor, CommandOutcome, Entry, Side } from '../../matters/ledger';
import { type Procedure, type RehearsalClock, SET_CLOCK_UPDATE } from '../../matters/messages';
import type { Position } from '../../matters/position';
import { Calendars } from '../../register/calendar/calendars';
import { type Clock, SystemClock } from '../../register/clock';
import { type Database, openDatabase } from '../../register/database';
import { commitCommand, findCommand } from '../../register/matters/commands';
import { loadLedger } from '../../register/matters/entries';
import type { OpeningFacts } from '../../register/matters/insert-matter';
import { openMatter } from '../../register/matters/open-matter';
import { ensureKeyRing, type KeyRing } from '../../register/sealing/key-ring';
import { BUNDLE_FILE } from '../../workers/bundle';
import { deriveFirstStep, takeOverLedger } from '../../workflows/rederive';
import { createMatterWorker } from '../../workers/matter-worker';
import { COURT_OFFICER, deskOfficerOf, openingFacts } from '../factories/assistance-request';
import { fromSetup } from '../harness/environment';
import { waitFor } from '../harness/wait-for';
import type { VirtualClock } from './virtual-clock';

Runtime.install({ logger: { log: () => undefined, trace: () => undefined, debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }, shutdownSignals: [] });

export { waitFor };

export interface RigOptions {
  databaseUrl: string;
  address: string;
  namespace: string;
  clock?: Clock;
  isSignalAllowed?: boolean;
  rehearsalClock?: DispatchDeps['rehearsalClock'];
  /** Where the key ring lies; one of its own otherwise. */
  keysDir?: string;
  /** How long PostgreSQL may take. Long: on a crowded machine slow is not gone; tests that take it away say how soon that is noticed. */
  databaseTimeoutMs?: number;
}

type MatterActivities = ReturnType<typeof createMatterActivities>;

export interface WorkerUnderTest {
  /** Lets a test lose an acknowledgement or hold a step. */
  wrap?: (activities: MatterActivities) => object;
  /** Other workflow code than the product's. */
  bundle?: WorkflowBundleOption;
}

const RECONCILED_EVERY = { pendingEveryMs: 1_000, mattersEveryMs: 60_000 };
const BROUGHT_AT_MOST = 6;

/** Register, dispatcher and worker in this process, on a real PostgreSQL and a real Temporal server. */
export class MatterRig {
  private constructor(
    readonly deps: DispatchDeps,
    readonly dispatcher: Dispatcher,
    readonly db: Kysely<Database>,
    readonly client: Client,
    readonly keyRing: KeyRing,
    readonly reconciler: Reconciler,
    /** What the reconciler reported. */
    readonly errors: unknown[],
    readonly keysDir: string,
    private readonly native: NativeConnection,
    private readonly options: RigOptions,
    /** By whose clock matters are written that live by one of their own. */
    private readonly clocks: Map<string, Clock>,
    /** The one worker of the rig and of those that live by clocks of their own. */
    private readonly running: { worker?: { worker: Worker; done: Promise<void> } },
  ) {}

  static async create(options: RigOptions): Promise<MatterRig> {
    const keysDir = options.keysDir ?? fs.mkdtempSync(path.join(fromSetup('LIANDONG_TEST_DIR'), 'keys-'));
    const keyRing = ensureKeyRing(keysDir);
    const { databaseTimeoutMs = 30_000 } = options;
    const db = openDatabase(options.databaseUrl, { poolSize: 10, connectTimeoutMs: databaseTimeoutMs, statementTimeoutMs: databaseTimeoutMs });
    const connection = await Connection.connect({ address: options.address });
    const client = new Client({ connection, namespace: options.namespace, dataConverter: createDataConverter(keyRing) });
    const native = await NativeConnection.connect({ address: options.address });
    const deps: DispatchDeps = {
      db,
      clock: options.clock ?? new SystemClock(),
      hostClock: new SystemClock(),
      keyRing,
      client,
      calendars: new Calendars(db, new SystemClock()),
      isSignalAllowed: options.isSignalAllowed ?? false,
      ...(options.rehearsalClock ? { rehearsalClock: options.rehearsalClock } : {}),
    };
    const dispatcher = new Dispatcher(deps);
    const errors: unknown[] = [];
    const reconciler = new Reconciler(deps, dispatcher, { ...RECONCILED_EVERY, lookThrough: native, onError: (error) => void errors.push(error) });
    return new MatterRig(deps, dispatcher, db, client, keyRing, reconciler, errors, keysDir, native, options, new Map(), {});
  }

  /** The same rig for matters that live by a rehearsal clock of their own. */
  living(clock: VirtualClock): MatterRig {
    const deps = { ...this.deps, clock, rehearsalClock: async () => clock.setting };
    return new MatterRig(deps, new Dispatcher(deps), this.db, this.client, this.keyRing, this.reconciler, this.errors, this.keysDir, this.native, { ...this.options, rehearsalClock: deps.rehearsalClock }, this.clocks, this.running);
  }

  /** One beside the rig's own, with other options. */
  reconcilerWith(options: Partial<ReconcilerOptions>): Reconciler {
    return new Reconciler(this.deps, this.dispatcher, { ...RECONCILED_EVERY, onError: (error) => void this.errors.push(error), ...options });
  }

  /** What brings published calendars to open matters. */
  get reviser(): CalendarReviser {
    return new CalendarReviser({ ...this.deps, deriveFirstStep, takeAlone: takeOverLedger }, this.dispatcher, (error) => void this.errors.push(error));
  }

  /** The same where nobody waits for a rehearsal's runs. */
  get reviserInEarnest(): CalendarReviser {
    return new CalendarReviser({ ...this.deps, rehearsalClock: undefined, deriveFirstStep, takeAlone: takeOverLedger }, this.dispatcher, (error) => void this.errors.push(error));
  }

  private get openingDeps() {
    const { db, clock, keyRing, calendars } = this.deps;
    return { db, clock, keyRing, calendars, deriveFirstStep };
  }

  async startWorker({ wrap = (activities) => activities, bundle = { codePath: BUNDLE_FILE } }: WorkerUnderTest = {}): Promise<void> {
    const ofRig = createMatterActivities(this.openingDeps);
    const activitiesOf = (matter: string): MatterActivities => {
      const clock = this.clocks.get(matter);
      return clock ? createMatterActivities({ ...this.openingDeps, clock }) : ofRig;
    };
    const activities: MatterActivities = { ...ofRig, recordStep: (step) => activitiesOf(step.matter).recordStep(step) };
    const worker = await createMatterWorker({ connection: this.native, namespace: this.options.namespace, keyRing: this.keyRing, bundle, activities: wrap(activities) });
    this.running.worker = { worker, done: worker.run() };
  }

  async stopWorker(): Promise<void> {
    const { worker } = this.running;
    delete this.running.worker;
    worker?.worker.shutdown();
    await worker?.done;
  }

  async stop(): Promise<void> {
    await this.stopWorker();
    await this.client.connection.close();
    await this.native.close();
    await this.db.destroy();
  }

  async open(over: Partial<Opening> = {}, isStarted = true): Promise<string> {
    return this.openAs('assistance-request', openingFacts(over), isStarted);
  }

  async openAs(procedure: Procedure, opening: OpeningFacts, isStarted = true): Promise<string> {
    const { matter } = await openMatter(this.openingDeps, {
      procedure,
      by: COURT_OFFICER,
      opening,
      words: { debtor: { name: '张三' } },
      personTokens: [],
      isRehearsal: this.options.rehearsalClock !== undefined,
      idempotency: { account: COURT_OFFICER.id, route: 'POST /requests', key: randomUUID(), body: opening },
    });
    if (this.options.rehearsalClock) this.clocks.set(matter, this.deps.clock);
    if (isStarted) await this.dispatcher.start(matter);
    return matter;
  }

  /** Commits a command, as the API does. */
  async commit(matter: string, side: Side, name: string, facts: Record<string, unknown> = {}, options: { key?: string; by?: Actor; words?: Record<string, unknown> } = {}) {
    const by = options.by ?? (side === 'court' ? COURT_OFFICER : deskOfficerOf('police'));
    return commitCommand(this.deps, {
      matter,
      name,
      by,
      facts: facts,
      ...(options.words ? { words: options.words } : {}),
      idempotency: { account: by.id, route: `POST /matters/${matter}/commands/${name}`, key: options.key ?? randomUUID(), body: facts },
    });
  }

  /** As `commit`, and waits until it is decided: where a worker runs it is brought again, as the reconciler would, since a crowded machine may take longer than anybody waits. */
  async act(matter: string, side: Side, name: string, facts: Record<string, unknown> = {}, options: { key?: string; by?: Actor; words?: Record<string, unknown> } = {}): Promise<CommandOutcome | undefined> {
    const command = await this.commit(matter, side, name, facts, options);
    for (let brought = 1; ; brought += 1) {
      const outcome = await this.dispatcher.bring(command);
      if (outcome || !this.running.worker || brought === BROUGHT_AT_MOST) return outcome;
    }
  }

  async ledger(matter: string): Promise<Entry[]> {
    return loadLedger(this.db, matter);
  }

  async position(matter: string): Promise<Position> {
    return (await this.db.selectFrom('matter').select('position').where('number', '=', matter).executeTakeFirstOrThrow()).position;
  }

  /** Tells a rehearsal's matter what time it is, and waits until it is quiet there. */
  async setClock(matter: string, setting: RehearsalClock): Promise<{ nextAlarmAt?: number }> {
    for (;;) {
      try {
        return await this.client.workflow.getHandle(matter).executeUpdate<{ nextAlarmAt?: number }, [RehearsalClock]>(SET_CLOCK_UPDATE, { args: [setting] });
      } catch (error) {
        // The run went on as new under it: told again.
        if (!(error instanceof WorkflowUpdateFailedError) || !(error.cause instanceof ApplicationFailure) || error.cause.type !== 'AcceptedUpdateCompletedWorkflow') throw error;
      }
    }
  }

  async outcome(commandId: string): Promise<CommandOutcome | undefined> {
    return (await findCommand(this.db, commandId))?.outcome;
  }

  /** Types of the ledger's entries, rungs with their name. */
  async types(matter: string): Promise<string[]> {
    return (await this.ledger(matter)).map((entry) => (entry.facts['rung'] ? `${entry.type} ${entry.facts["rung"] as string}` : entry.type));
  }

  async waitForStage(matter: string, stage: string, deadlineMs?: number): Promise<Position> {
    return waitFor(async () => {
      const position = await this.position(matter);
      return position.stage === stage && position;
    }, deadlineMs);
  }

  /** Replays what ran, from its history, against the bundle as it is now. */
  async replay(matter: string, { runId, bundle = { codePath: BUNDLE_FILE } }: { runId?: string; bundle?: WorkflowBundleOption } = {}): Promise<void> {
    const history = await this.client.workflow.getHandle(matter, runId).fetchHistory();
    await Worker.runReplayHistory({ workflowBundle: bundle, dataConverter: createDataConverter(this.keyRing), replayName: matter }, history, matter);
  }

  async countEvents(matter: string): Promise<number> {
    return (await this.client.workflow.getHandle(matter).fetchHistory()).events?.length ?? 0;
  }
}
