import type { Kysely } from 'kysely';
import type { OutsideChannel } from '../matters/messages-to-people';
import { findAccount } from '../register/accounts/accounts';
import type { Clock } from '../register/clock';
import type { Database } from '../register/database';
import { findWebhook } from '../register/deliveries/endpoints';
import type { DueNotices } from '../register/deliveries/due-notices';
import { claimDue, collectDigests, type Claim, DIGEST, markSent, markUnsent } from '../register/deliveries/outbox';
import type { About } from '../register/deliveries/tables';
import type { KeyRing } from '../register/sealing/key-ring';
import type { Addressee, Channel, Sent } from './telling/channel';
import { type CommandSettings, createCommandChannel } from './telling/command';
import { digestOf, letterOf, type Told } from './telling/letter';
import { createMailChannel, type SmtpSettings } from './telling/mail';
import { IncompleteMessage } from '../matters/wording/given';
import { UnknownMessage } from '../matters/wording/messages';
import { createWebhookChannel } from './telling/webhook';

export interface TellingConfig {
  /** Where people open the platform: the base of every link. */
  readonly publicUrl: string;
  /** Where mails are kept, one `.eml` each, while there are no SMTP settings. */
  readonly outboxDir: string;
  readonly smtp?: SmtpSettings;
  readonly command?: CommandSettings;
  /** How long nothing more must have been added to a person's digest before it leaves, in real time. 0 in a rehearsal. */
  readonly digestSettleMs?: number;
}

export interface DelivererDeps {
  readonly db: Kysely<Database>;
  readonly keyRing: KeyRing;
  /** The clock that the deployment lives by: decides what is due. */
  readonly clock: Clock;
  /** Real time: leases and back-off. */
  readonly wallClock: Clock;
  readonly telling: TellingConfig;
  /** Left out: deliverers only look every second. */
  readonly dueNotices?: DueNotices;
  /** How often to look without a notice. Only tests that wait for a notice set it. */
  readonly lookEveryMs?: number;
  readonly log?: { warn(details: object, message: string): void };
}

/** Longer than any channel takes to settle. */
const LEASE_MS = 120_000;
const LOOK_EVERY_MS = 1_000;
const AT_ONCE: Readonly<Record<OutsideChannel, number>> = { mail: 4, webhook: 8, command: 2 };
const DEFAULT_SETTLE_MS = 3_000;
const MARK_RETRY_MS = 1_000;
const MARK_RETRIES = 30;

function createChannel(channel: OutsideChannel, deps: DelivererDeps): Channel {
  const { publicUrl, outboxDir, smtp, command } = deps.telling;
  switch (channel) {
    case 'mail':
      return createMailChannel({ publicUrl, outboxDir, ...(smtp ? { smtp } : {}) });
    case 'webhook':
      return createWebhookChannel({ publicUrl, wallClock: deps.wallClock, findWebhook: (accountId) => findWebhook(deps, accountId) });
    case 'command':
      return createCommandChannel({ publicUrl, ...(command ? { command } : {}) });
  }
}

/**
 * Sends what is due on one channel until `signal` says stop, and then waits for what is on its way. Any number of deliverers may run side by side.
 * Throws when the register cannot be read: whoever runs it starts it again.
 */
export async function runDeliverer(channelName: OutsideChannel, deps: DelivererDeps, { signal, heartbeat = () => undefined }: { signal: AbortSignal; heartbeat?: () => void }): Promise<void> {
  const channel = createChannel(channelName, deps);
  const onTheWay = new Set<Promise<void>>();
  const { db, clock, wallClock } = deps;
  try {
    while (!signal.aborted) {
      heartbeat();
      // Asked for before looking: what falls due while we look is not missed.
      const notice = deps.dueNotices?.next();
      try {
        if (channelName === 'mail') await collectDigests(db, { now: clock.now(), settleMs: deps.telling.digestSettleMs ?? DEFAULT_SETTLE_MS });
        const free = AT_ONCE[channelName] - onTheWay.size;
        const claims = free === 0 ? [] : await claimDue(db, channelName, { now: clock.now(), real: wallClock.now(), leaseMs: LEASE_MS, limit: free });
        for (const claim of claims) {
          const sending = deliver(claim, channel, deps).finally(() => onTheWay.delete(sending));
          onTheWay.add(sending);
        }
        const isFull = onTheWay.size === AT_ONCE[channelName];
        await pause(signal, deps.lookEveryMs ?? LOOK_EVERY_MS, isFull ? [...onTheWay] : notice ? [notice.noticed] : []);
      } finally {
        notice?.forget();
      }
    }
  } finally {
    // What is on its way settles within a minute; the beat goes on meanwhile.
    const beat = setInterval(heartbeat, LOOK_EVERY_MS);
    await Promise.all(onTheWay);
    clearInterval(beat);
    channel.close();
  }
}

/** Never rejects: what cannot be marked now is found again when its lease ends. */
async function deliver(claim: Claim, channel: Channel, deps: DelivererDeps): Promise<void> {
  try {
    const result = await send(claim, channel, deps);
    await mark(claim, result, deps);
  } catch (error) {
    deps.log?.warn({ delivery: claim.id, error: error instanceof Error ? error.name : 'unknown' }, 'delivery left to its lease');
  }
}

async function send(claim: Claim, channel: Channel, deps: DelivererDeps): Promise<Sent | 'nothing-to-send'> {
  const { publicUrl } = deps.telling;
  try {
    if (claim.message === DIGEST && claim.members.length === 0) return 'nothing-to-send';
    const recipient = await addresseeOf(claim, deps);
    if (!recipient) return { status: 'refused', reason: 'account-inactive' };
    const told = claim.message === DIGEST ? claim.members.map(toldOf) : [toldOf(claim)];
    const letter = claim.message === DIGEST ? digestOf(told, publicUrl, claim.due_at) : letterOf(toldOf(claim), publicUrl);
    return await channel.send({ id: claim.id, attempt: claim.attempts, letter, urgency: claim.urgency, told, recipient });
  } catch (error) {
    const reason = error instanceof UnknownMessage ? 'unknown-message' : error instanceof IncompleteMessage ? 'incomplete-message' : undefined;
    if (reason === undefined) throw error;
    deps.log?.warn({ delivery: claim.id, message: claim.message }, reason);
    return { status: 'refused', reason };
  }
}

async function addresseeOf(claim: Claim, deps: DelivererDeps): Promise<Addressee | undefined> {
  const account = claim.account_id === null ? undefined : await findAccount(deps, claim.account_id);
  if (!account?.active) return undefined;
  const { mail, phone } = account.profile;
  return { accountId: account.id, ...(mail === undefined ? {} : { mail }), ...(phone === undefined ? {} : { phone }) };
}

function toldOf({ matter, message, params, about, at }: Pick<Claim, 'matter' | 'message' | 'params' | 'about' | 'at'>): Told {
  return { matter: matter ?? '', message, params, about: about as About, at };
}

/** A mail that left but could not be marked would leave again: while the register is away, marking is tried for half a minute. */
async function mark(claim: Claim, result: Sent | 'nothing-to-send', deps: DelivererDeps): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      if (result === 'nothing-to-send' || result.status === 'sent') await markSent(deps.db, claim.id, deps.clock.now());
      else await markUnsent(deps.db, claim, { reason: result.reason, isFinal: result.status === 'refused', real: deps.wallClock.now() });
      return;
    } catch (error) {
      if (attempt >= MARK_RETRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, MARK_RETRY_MS));
    }
  }
}

/** Until the next look, a notice, a free hand or the end. */
async function pause(signal: AbortSignal, limitMs: number, sooner: readonly Promise<void>[]): Promise<void> {
  if (signal.aborted) return;
  let timer: NodeJS.Timeout | undefined;
  let stop = (): void => undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs);
    stop = resolve;
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    await Promise.race([limit, ...sooner]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}
