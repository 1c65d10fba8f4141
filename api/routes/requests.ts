import { openRequest } from '../../contract/matters';
import type { OpenRequestBody } from '../../contract/assistance-request';
import { dayOf } from '../../domain/calendar/day';
import { findCourt } from '../../domain/catalogue/courts';
import type { Kind } from '../../domain/catalogue/kinds';
import { noticeRuleOf } from '../../domain/catalogue/notices';
import { findUnit } from '../../domain/catalogue/units';
import { getRuleSet } from '../../domain/rule-sets';
import { settingsAtOpening } from '../../domain/settings/settings';
import { findAccount } from '../../register/accounts/accounts';
import type { Principal } from '../../register/accounts/sessions';
import { Refusal } from '../../register/errors';
import type { OpeningFacts } from '../../register/matters/insert-matter';
import { openMatter } from '../../register/matters/open-matter';
import { normaliseIdNumber, normaliseName, personTokens } from '../../register/matters/person-tokens';
import { loadSettings } from '../../register/settings/settings';
import { actorOf, roleFor } from '../matters/access';
import { assetInRequest } from '../matters/asset-identity';
import { carryDocuments } from '../matters/carry-documents';
import { checkOwnershipQuery } from '../matters/check-ownership';
import { checkRequest } from '../matters/check-request';
import { checkSealMatter } from '../matters/check-seal-matter';
import { findContact, partiesWith } from '../matters/contact';
import { standingInstructionAt } from '../matters/standing-instruction';
import { findMeasureToLift } from '../matters/measures';
import { referCrime } from '../matters/refer-crime';
import type { ApiRouter } from '../router';
import type { Services } from '../services';

export function setUpRequests(router: ApiRouter, services: Services): void {
  router.handle(openRequest, async ({ body, principal, idempotencyKey }) => {
    const court = courtOf(body, principal);
    const role = roleFor(principal, 'open-request', 'requesting-court');
    // A court that is none of the two levels' is named with whatever else is wrong; another court's name is not ours to use (二(三)).
    if (!role || (court !== principal.body && findCourt(court))) throw new Refusal('not-permitted');
    const account = await findAccount(services, principal.accountId);
    const today = dayOf(services.clock.now());
    const { errors, checked } = checkRequest(body, court, account?.profile ?? {}, today);
    const contact = await findContact(services, court, body.contact24h);
    if (!checked || contact.errors.length > 0) throw new Refusal('invalid-request', { errors: [...errors, ...contact.errors] });

    const lifting = await findMeasureToLift(services, { court, unit: checked.unit, kind: checked.kind.id }, body.lifts);
    if (lifting.errors.length > 0) throw new Refusal('invalid-request', { errors: lifting.errors });
    const unqueried = await checkOwnershipQuery(services, body, court);
    if (unqueried.length > 0) throw new Refusal('invalid-request', { errors: unqueried });
    const unsealed = await checkSealMatter(services, principal, checked.particulars.facts);
    if (unsealed.length > 0) throw new Refusal('invalid-request', { errors: unsealed });
    const ruleSet = getRuleSet(services.config.ruleSet);
    const referred = checked.procedure === 'crime-referral' ? referCrime(body, { court, ruleSet, particulars: checked.particulars.facts, today }) : undefined;
    if (referred && referred.errors.length > 0) throw new Refusal('invalid-request', { errors: referred.errors });
    const carried = await carryDocuments(services, principal, body.documents);
    const settings = await loadSettings(services.db);
    const closeOfBusiness = findUnit(checked.unit, today)?.closeOfBusiness;
    const opening: OpeningFacts = {
      revision: checked.revision,
      kind: checked.kind.id,
      court,
      unit: checked.unit,
      ...(checked.office ? { office: checked.office } : {}),
      ruleSet: services.config.ruleSet,
      caseNumber: body.caseNumber,
      capacity: body.capacity,
      dataItems: body.dataItems,
      papers: body.papers.map(({ paper, courtSeal }) => ({ paper, courtSeal })),
      serviceMode: body.serviceMode,
      ...(closeOfBusiness ? { closeOfBusiness } : {}),
      ...settingsAtOpening(settings.values, ruleSet),
      ...(lifting.lifts ? { lifts: lifting.lifts } : {}),
      ...checked.particulars.facts,
      ...assetNamed(services, body, checked),
      ...(noticeRuleOf(checked.kind.id) ? { debtorType: body.debtor.type } : {}),
      ...(await standingInstructionAt(services, checked.kind, { court, today })),
      ...(contact.account ? { parties: partiesWith(contact, { court, unit: checked.unit, ...(checked.office ? { office: checked.office } : {}) }) } : {}),
      ...referred?.facts,
      ...(checked.kind.needsContact24h ? { contactTested: contact.isTested } : {}),
      ...carried.facts,
    };
    const { matter } = await openMatter(services, {
      procedure: checked.procedure,
      by: actorOf(principal, 'court', role),
      opening,
      words: { ...wordsOf(body, principal, account?.profile ?? {}), ...checked.particulars.words, ...carried.words },
      personTokens: personTokens(services.keyRing, { name: body.debtor.name, idNumber: body.debtor.idNumber }),
      isRehearsal: services.rehearsal !== undefined,
      idempotency: { account: principal.accountId, route: 'POST /requests', key: idempotencyKey, body },
    });
    // Started here for speed only: what is in the register is open, and the reconciler starts what is not.
    await services.dispatcher?.start(matter);
    return { status: 201, body: { matter }, headers: { Location: `/api/v1/matters/${matter}` } };
  });
}

/** 四.7(3): the asset to be sealed, where the court names it: the order among several courts is known from the service of its papers on. */
function assetNamed({ keyRing }: Services, { debtor }: OpenRequestBody, { kind, particulars }: { kind: Kind; particulars: { words: Readonly<Record<string, unknown>> } }): { asset?: string } {
  const asset = assetInRequest(keyRing, kind.id, particulars.words, debtor.name);
  return asset === undefined ? {} : { asset };
}

function courtOf(body: OpenRequestBody, principal: Principal): string {
  return body.court ?? principal.body ?? '';
}

/** What is sealed of a request: people, purpose, and the officers' cards that go with the papers. */
function wordsOf(body: OpenRequestBody, principal: Principal, profile: { workCardNo?: string; enforcementPermitNo?: string }): Record<string, unknown> {
  return {
    debtor: { type: body.debtor.type, name: normaliseName(body.debtor.name), ...(body.debtor.idNumber ? { idNumber: normaliseIdNumber(body.debtor.idNumber) } : {}) },
    purpose: body.purpose,
    officer: { name: principal.displayName, workCardNo: profile.workCardNo ?? null, enforcementPermitNo: profile.enforcementPermitNo ?? null },
    documentNumbers: body.papers.map(({ paper, documentNumber }) => ({ paper, documentNumber: documentNumber ?? null })),
    ...(body.contact24h ? { contact24h: body.contact24h } : {}),
    ...(body.preconditions.length > 0 ? { preconditions: body.preconditions } : {}),
  };
}
