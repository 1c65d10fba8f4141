import type { PayloadCodec } from '@temporalio/common';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Dispatcher } from '../dispatch/dispatcher';
import type { RehearsalDriver } from '../dispatch/rehearsal-driver';
import type { AccountStore } from '../register/accounts/accounts';
import type { Calendars } from '../register/calendar/calendars';
import type { Clock } from '../register/clock';
import type { Database } from '../register/database';
import type { UploadDeps } from '../register/documents/upload';
import type { ForeseeAlarms } from '../matters/step';
import type { OpeningDeps } from '../register/matters/insert-matter';
import type { KeyRing } from '../register/sealing/key-ring';
import type { ApiConfig } from './config';
import type { LiveStreams } from './live/streams';
import type { Metrics } from './metrics';

/** What the routes stand on; put together in main.ts, and by tests. */
export interface Services extends AccountStore, OpeningDeps, UploadDeps {
  readonly db: Kysely<Database>;
  /** The time of the law: in a rehearsal, the rehearsal's. */
  readonly clock: Clock;
  /** Real time, for sessions, accounts and back-off. */
  readonly wallClock: Clock;
  readonly keyRing: KeyRing;
  readonly payloadCodec: PayloadCodec;
  readonly log: Logger;
  readonly config: ApiConfig;
  readonly metrics: Metrics;
  readonly calendars: Calendars;
  readonly foreseeAlarms: ForeseeAlarms;
  /** Pages that are told as it happens. */
  readonly live: LiveStreams;
  /** Brings commands to matters; absent where the process runs without Temporal: then they are committed and stay pending. */
  readonly dispatcher?: Dispatcher;
  /** In a rehearsal only. */
  readonly rehearsal?: RehearsalDriver;
  /** Absent where the process runs without Temporal. */
  readonly temporal?: { isReachable(): Promise<boolean> };
}
