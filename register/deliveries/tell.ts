import type { Insertable, Transaction } from 'kysely';
import type { Calendar } from '../../domain/calendar/calendar';
import type { Party } from '../../domain/access/parties';
import { isClosed, seesContent } from '../../domain/access/closed-matters';
import type { Role } from '../../domain/access/permissions';
import type { Audience } from '../../domain/deadlines/ladder';
import { keepParams } from '../../matters/messages-to-people';
import type { Tell } from '../../matters/step';
import type { Clock } from '../clock';
import { holderGiven } from '../assignments/queries';
import type { Database } from '../database';
import { namedIn } from '../matters/named-officers';
import { loadRecipients, type Parties, partiesMeant, type Recipient, resolveAudience } from './audiences';
import { digestFor } from './digest-times';
import { announceDue } from './outbox';
import type { About, DeliveryChannel, DeliveryTable } from './tables';

export interface TellStep {
  readonly matter: string;
  readonly about: About;
  /** Last entry of the step. */
  readonly seq: number;
  /** The legal instant of that entry, epoch ms. */
  readonly at: number;
  readonly tells: readonly Tell[];
  readonly parties: readonly Party[];
  /** What the matter is, and where it now stands: all that is told of a closed one to whoever is not named in it. */
  readonly standing: { readonly procedure: string; readonly stage: string; readonly dueOn?: string };
  /** The clock that the deployment lives by. */
  readonly clock: Clock;
  /** For the days on which digests leave. */
  readonly calendar: Calendar;
}

type Row = Insertable<DeliveryTable>;
type Urgency = Tell['urgency'];

/** All rows of a step are written at one instant. */
interface Writing extends TellStep {
  readonly now: number;
}

/** One person, one message: however many audiences the person stands in. */
interface Telling {
  readonly tell: Tell;
  readonly recipient: Recipient;
  readonly urgency: Urgency;
  /** What the person learns of the matter. */
  readonly about: About;
}

/** The posts of a court at which the officer of the matter stands. */
const TO_ITS_OFFICER: readonly Audience[] = ['court.officer', 'court.contact', 'court.party'];
const OUTSIDE: readonly DeliveryChannel[] = ['mail', 'webhook', 'command'];

/**
 * Writes whom a step tells, in the step's transaction: one row per person and channel. Told in the app is told exactly once, by the row itself.
 * Writing the same step again changes nothing. An audience in which there is nobody is written down as such, for the operator to see.
 */
export async function insertTells(trx: Transaction<Database>, given: TellStep): Promise<void> {
  const { step, tellings, unreached } = await findTellings(trx, given);
  if (tellings.length + unreached.length === 0) return;
  const superseded = await supersede(trx, step, tellings);
  const isUnsent = (telling: Telling, channel: DeliveryChannel): boolean => superseded.has(supersededKey(telling.recipient.id, telling.tell.term ?? '', channel));
  const rows = [...unreached, ...tellings.flatMap((telling) => rowsOf(step, telling, (channel) => isUnsent(telling, channel)))];
  await trx
    .insertInto('delivery')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  if (rows.some((row) => row.mode === 'single' && row.state === 'queued')) await announceDue(trx);
}

/** The rows of a matter's first messages, for whoever writes them: there is nothing yet that they could supersede. */
export async function prepareTells(trx: Transaction<Database>, given: TellStep): Promise<Row[]> {
  const { step, tellings, unreached } = await findTellings(trx, given);
  return [...unreached, ...tellings.flatMap((telling) => rowsOf(step, telling, () => false))];
}

async function findTellings(trx: Transaction<Database>, given: TellStep): Promise<{ step: Writing; tellings: Telling[]; unreached: Row[] }> {
  const step: Writing = { ...given, now: given.clock.now() };
  if (given.tells.length === 0) return { step, tellings: [], unreached: [] };
  const parties = { ...partiesOf(step), ...(await holderOf(trx, step)) };
  const people = await loadRecipients(trx, [...new Set(step.tells.map((tell) => tell.audience))], parties);
  const asTold = await tellingOf(trx, step);
  const tellings = new Map<string, Telling>();
  const unreached: Row[] = [];
  for (const tell of step.tells) {
    const meant = partiesMeant(parties, tell.audience, tell.to);
    const recipients = resolveAudience(tell.audience, meant, people);
    if (recipients.length === 0) unreached.push(nobody(step, tell, meant));
    for (const recipient of recipients) {
      const telling = asTold(tell, recipient);
      const key = [recipient.id, telling.tell.message, tell.term, rungOf(telling.tell)].join('\n');
      const earlier = tellings.get(key);
      if (!earlier || (earlier.urgency === 'routine' && tell.urgency === 'urgent')) tellings.set(key, telling);
    }
  }
  return { step, tellings: [...tellings.values()], unreached };
}

/** Whoever the matter was given to within the court works on it, and is told beside whoever opened it. At its opening nobody has been given anything. */
async function holderOf(trx: Transaction<Database>, { matter, about, seq, tells }: Writing): Promise<{ holder?: string }> {
  if (seq === 1 || !tells.some(({ audience, to }) => TO_ITS_OFFICER.includes(audience) && to === undefined)) return {};
  const holder = await holderGiven(trx, matter, about.court);
  return holder === undefined ? {} : { holder };
}

/** 二(四): of a closed matter whoever is not named in it is told its number, stage and dates, by every channel. */
async function tellingOf(trx: Transaction<Database>, { matter, about, parties, standing }: Writing): Promise<(tell: Tell, recipient: Recipient) => Telling> {
  const { procedure, stage, dueOn } = standing;
  const named = isClosed(procedure) ? ((await namedIn(trx, [matter])).get(matter) ?? new Set<string>()) : new Set<string>();
  return (tell, recipient) => {
    const { urgency } = tell;
    const reader = { accountId: recipient.id, roles: recipient.roles as readonly Role[], body: recipient.body, office: recipient.office };
    if (seesContent(reader, { procedure, parties, openedBy: about.officer, named })) return { tell, recipient, urgency, about: aboutOf(about, tell) };
    const { lastDay } = keepParams(tell.message, tell.params);
    return { tell: { ...tell, message: 'closed-matter', params: { stage, ...(dueOn ? { dueOn } : {}), ...(lastDay === undefined ? {} : { lastDay }) } }, recipient, urgency, about: { kind: '', court: '', unit: '' } };
  };
}

/** The audience of a message that reached nobody is looked up again. Returns whether somebody is there now, and told. */
export async function tellAgain(trx: Transaction<Database>, step: TellStep): Promise<boolean> {
  const people = await loadRecipients(trx, step.tells.map((tell) => tell.audience), partiesOf(step));
  if (step.tells.some((tell) => resolveAudience(tell.audience, partiesOf(step), people).length === 0)) return false;
  await insertTells(trx, step);
  return true;
}

/** An earlier message on the same term that has not left gives way. Returns those that were urgent: what goes in their place is urgent too. */
async function supersede(trx: Transaction<Database>, step: Writing, tellings: readonly Telling[]): Promise<ReadonlySet<string>> {
  const urgent = new Set<string>();
  const terms = new Set(tellings.flatMap(({ tell }) => (tell.term ? [tell.term] : [])));
  for (const term of terms) {
    const rows = await trx
      .updateTable('delivery')
      .set({ state: 'superseded' })
      .where('matter', '=', step.matter)
      .where('term', '=', term)
      .where('account_id', 'in', tellings.filter(({ tell }) => tell.term === term).map(({ recipient }) => recipient.id))
      .where('state', '=', 'queued')
      .where('seq', '<', step.seq)
      .returning(['account_id', 'channel', 'urgency'])
      .execute();
    for (const row of rows) if (row.urgency === 'urgent' && row.account_id) urgent.add(supersededKey(row.account_id, term, row.channel));
  }
  return urgent;
}

function partiesOf({ parties, about }: TellStep): Parties {
  return { parties, ...(about.officer ? { officer: about.officer } : {}) };
}

function supersededKey(accountId: string, term: string, channel: DeliveryChannel): string {
  return [accountId, term, channel].join('\n');
}

function rowsOf(step: Writing, telling: Telling, isUrgentUnsent: (channel: DeliveryChannel) => boolean): Row[] {
  const { tell, recipient } = telling;
  const rows: Row[] = [];
  const { now } = step;
  const base = { ...baseOf(step, tell), about: JSON.stringify(telling.about), recipient: recipient.id, account_id: recipient.id };
  if (recipient.kind === 'person') rows.push({ ...base, channel: 'in-app', mode: 'single', urgency: telling.urgency, state: 'sent', due_at: now, sent_at: now });
  for (const channel of OUTSIDE) {
    const urgency = isUrgentUnsent(channel) ? 'urgent' : telling.urgency;
    const wish = wishOf(recipient, channel, urgency, tell.isRinging === true);
    if (wish === 'single') rows.push({ ...base, channel, mode: 'single', urgency, state: 'queued', due_at: now });
    if (wish === 'digest') rows.push({ ...base, channel, mode: 'digest', urgency, state: 'queued', due_at: digestFor(step.calendar, step.at, now) });
  }
  return rows;
}

/** How a recipient wants to be told on a channel. */
function wishOf(recipient: Recipient, channel: DeliveryChannel, urgency: Urgency, isRinging: boolean): 'single' | 'digest' | undefined {
  if (channel === 'mail') {
    if (recipient.kind !== 'person') return undefined;
    const wish = isRinging ? 'single' : recipient.channels[urgency];
    return wish === 'in-app' ? undefined : wish;
  }
  return recipient.endpoints.some((endpoint) => endpoint.channel === channel && (endpoint.urgency === 'all' || urgency === 'urgent')) ? 'single' : undefined;
}

/** The court that is told is the one whose matter it is told of. */
function aboutOf(about: About, { to }: Tell): About {
  return to ? { ...about, court: to.body } : about;
}

function nobody(step: Writing, tell: Tell, { parties, officer }: Parties): Row {
  const about = { ...aboutOf(step.about, tell), ...(officer === undefined ? {} : { officer }), parties } satisfies About;
  return { ...baseOf(step, tell), about: JSON.stringify(about), recipient: `audience:${tell.audience}${tell.to ? `@${tell.to.body}` : ''}`, account_id: null, channel: 'none', mode: 'single', urgency: tell.urgency, state: 'no-recipient', due_at: step.now };
}

function baseOf(step: Writing, tell: Tell) {
  return {
    matter: step.matter,
    seq: step.seq,
    message: tell.message,
    term: tell.term ?? '',
    rung: rungOf(tell),
    audience: tell.audience satisfies Audience,
    params: JSON.stringify(keepParams(tell.message, tell.params)),
    about: JSON.stringify(step.about),
    at: step.at,
    created_at: step.now,
  };
}

function rungOf(tell: Tell): string {
  const { rung } = keepParams(tell.message, tell.params);
  return typeof rung === 'string' ? rung : '';
}
