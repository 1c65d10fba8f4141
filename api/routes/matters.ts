import { randomUUID } from 'node:crypto';
import { countMatters as countMattersRoute, explainMatterTerm, listMatters as listMattersRoute, readMatter, revealWords, searchMatters } from '../../contract/matters';
import { matterScope } from '../../domain/access/relation';
import { explainDue } from '../../domain/deadlines/due';
import { getRuleSet, getTerm, isTermName, type TermName } from '../../domain/rule-sets';
import type { Term } from '../../domain/deadlines/term';
import type { KindId } from '../../domain/catalogue/kinds';
import { isWrittenForReader } from '../../matters/own-words';
import type { TermView } from '../../matters/position';
import { datesOf } from '../../matters/term-dates';
import { recordAudit } from '../../register/accounts/audit';
import type { Principal } from '../../register/accounts/sessions';
import { Refusal } from '../../register/errors';
import { loadLedger } from '../../register/matters/entries';
import { personTokens } from '../../register/matters/person-tokens';
import { countMatters, type MatterFilter, type MatterOrder, type MatterRow } from '../../register/matters/queries';
import { outagesBetween } from '../../register/outages';
import { openWords, sealWords } from '../../register/matters/words';
import { isOpeningReadAtOnce, sightContent, sightMatter } from '../matters/access';
import { AlarmReadings } from '../matters/alarm-readings';
import { filterOf } from '../matters/filter-of';
import { readPage } from '../matters/read-page';
import { ownViewsOf } from '../matters/summaries';
import { earlierDaysOf } from '../matters/earlier-days';
import { termOf, todayOf, viewOf } from '../matters/views';
import type { ApiRouter } from '../router';
import type { Services } from '../services';
import { setUpAlarms } from './alarms';
import { setUpCommands } from './commands';
import { setUpNamedOfficers } from './named-officers';
import { setUpRequests } from './requests';

export function setUpMatters(router: ApiRouter, services: Services): void {
  setUpRequests(router, services);
  setUpAlarms(router, services);
  setUpCommands(router, services);
  setUpNamedOfficers(router, services);

  const alarmReadings = new AlarmReadings();
  const page = (principal: Principal, filter: MatterFilter, order: MatterOrder, limit: number, cursor: string | undefined) => readPage(services, principal, filter, { order, limit, cursor }, (_row, summary) => summary);

  router.handle(listMattersRoute, async ({ query: { order, limit, cursor, ...filters }, principal }) => {
    return { status: 200, body: await page(principal, filterOf(filters, principal), order, limit, cursor) };
  });

  router.handle(searchMatters, async ({ body, principal, auditActor }) => {
    const { name, idNumber } = body.debtor;
    // Both given: both must fit.
    const found = await page(principal, { personTokens: personTokens(services.keyRing, { name, idNumber }) }, 'newest', body.limit, body.cursor);
    await recordAudit(services.db, { at: services.wallClock.now(), actor: auditActor, action: 'people-searched', details: { matters: found.items.map(({ number }) => number) } });
    return { status: 200, body: found };
  });

  router.handle(countMattersRoute, async ({ principal }) => {
    const now = services.clock.now();
    return { status: 200, body: await countMatters(services.db, matterScope(principal), { today: todayOf(now), now, reader: principal }) };
  });

  router.handle(readMatter, async ({ params: { id }, principal, auditActor }) => {
    const sight = await sightMatter(services, principal, id);
    const ledger = sight.isContentShown ? await loadLedger(services.db, id) : [];
    const words = sight.isParty ? await openWords(services.db, services.keyRing, ledger.flatMap((entry) => entry.facts.words ?? [])) : new Map<string, never>();
    const now = services.clock.now();
    const outages = sight.row.position.breaches.length === 0 ? [] : await outagesBetween(services.db, sight.row.opened_at, now);
    const isReadAtOnce = isOpeningReadAtOnce(sight);
    if (isReadAtOnce && alarmReadings.isToBeRecorded({ account: principal.accountId, matter: id, at: services.wallClock.now() })) {
      await services.db.transaction().execute((trx) => recordAudit(trx, { at: services.wallClock.now(), actor: auditActor, action: 'words-revealed', details: { matter: id, entries: [1], reason: 'emergency' } }));
      alarmReadings.note({ account: principal.accountId, matter: id, at: services.wallClock.now() });
    }
    return { status: 200, body: viewOf(sight, ledger, words, { principal, calendar: await services.calendars.version(sight.row.calendar_version), outages, now, own: (await ownViewsOf(services, principal, [sight.row]))(id), isReadAtOnce }) };
  });

  router.handle(explainMatterTerm, async ({ params, principal }) => {
    const { row } = await sightContent(services, principal, params.id);
    const term = row.position.terms.find(({ id }) => id === params.term);
    if (!term) throw new Refusal('not-found');
    // With the calendar that the term was counted with.
    const calendar = await services.calendars.version(term.calendarVersion);
    const ledger = await loadLedger(services.db, params.id);
    const closeOfBusiness = ledger[0]?.facts['closeOfBusiness'];
    const hours = typeof closeOfBusiness === 'string' ? closeOfBusiness : undefined;
    const counting = { length: term.length, startAt: term.startAt, startOn: term.startOn, grants: term.grants, ...(hours === undefined || term.side !== 'unit' ? {} : { closeOfBusiness: hours }) };
    const { days } = explainDue({ ...counting, calendar });
    const earlier = await earlierDaysOf(ledger, term, async (version) => datesOf(term, await services.calendars.version(version), hours).dueOn);
    return { status: 200, body: { term: termOf(term, calendar, services.clock.now(), row.position.particulars), cite: citeOf(row, term), earlier, days } };
  });

  router.handle(revealWords, async ({ params: { id }, body, principal, auditActor }) => {
    const sight = await sightContent(services, principal, id);
    if (!sight.isParty) throw new Refusal('not-permitted');
    const ledger = await loadLedger(services.db, id);
    const wanted = ledger.filter((entry) => body.entries.includes(entry.seq) && entry.facts.words);
    if (!wanted.every((entry) => isWrittenForReader(entry, ledger, principal, sight.row.position.parties))) throw new Refusal('not-permitted');
    const words = await openWords(services.db, services.keyRing, wanted.flatMap((entry) => entry.facts.words ?? []));
    // Recorded before it is shown; the reason is free text about people, and sealed like any.
    await services.db.transaction().execute(async (trx) => {
      const now = services.wallClock.now();
      const reason = await sealWords(trx, services.keyRing, { matter: id, origin: `reveal:${randomUUID()}`, words: { reason: body.reason }, now });
      await recordAudit(trx, { at: now, actor: auditActor, action: 'words-revealed', details: { matter: id, entries: wanted.map(({ seq }) => seq), reason: reason.ref } });
    });
    return { status: 200, body: { words: Object.fromEntries(wanted.map((entry) => [String(entry.seq), words.get(entry.facts.words?.ref ?? '') ?? null])) } };
  });
}

/** Terms that belong to a procedure of its own stand in the rule set under its name. */
const TERMS_OF: Readonly<Record<string, readonly string[]>> = {
  emergency: ['emergency'],
  'vehicle-intercept': ['intercept'],
  'locate-debtor': ['locate'],
  detention: ['detention'],
  dispute: ['dispute'],
  'crime-referral': ['referral', 'oversight', 'refusal-to-perform'],
  'filing-oversight': ['oversight', 'refusal-to-perform'],
};

function citeOf({ rule_set, procedure, kind }: MatterRow, term: TermView): Term['cite'] | null {
  const ruleSet = getRuleSet(rule_set);
  const own = TERMS_OF[procedure]?.map((family) => ruleSet.terms[`${family}.${term.name}` as TermName]).find((named) => named !== undefined);
  if (own) return own.cite;
  const ownTerm = `request.${term.name}`;
  if (isTermName(ruleSet, ownTerm)) return getTerm(ruleSet, ownTerm).cite;
  const duty = ruleSet.duties[kind as KindId].find(({ name, term: { cite } }) => name === term.name && cite.article === term.article);
  // An answer owed anew after a contest has no term in the text.
  return (duty?.term ?? getTerm(ruleSet, 'request.accept-answer')).cite;
}
