import { type RaiseAlarmBody, raiseAlarm, readAlarmNotice } from '../../contract/emergency';
import { formatInstant } from '../../contract/common';
import { dayOf } from '../../domain/calendar/day';
import { findCourt } from '../../domain/catalogue/courts';
import type { PlaceId } from '../../domain/catalogue/places';
import { type Office, routeOffice } from '../../domain/catalogue/units';
import { getRuleSet } from '../../domain/rule-sets';
import { countInForce, dutyPhoneInForce, type SettingValues, settingsAtOpening } from '../../domain/settings/settings';
import type { Opening } from '../../matters/emergency';
import { findAccount } from '../../register/accounts/accounts';
import type { Principal } from '../../register/accounts/sessions';
import { isAudienceReached } from '../../register/deliveries/reached';
import { Refusal } from '../../register/errors';
import { openMatter } from '../../register/matters/open-matter';
import { loadSettings } from '../../register/settings/settings';
import { actorOf, roleFor } from '../matters/access';
import type { ApiRouter } from '../router';
import type { Services } from '../services';

/** The procedure's behaviour that new alarms are opened with, and keep. */
const REVISION = 2;
const CALL_110 = '请立即拨打 110。本平台不能代替 110 报警，平台收到信息不等于公安机关已经接警。';

/** Alarms from the field (四.7(4)): nothing is refused that could be asked later, and nothing waits for the engine. */
export function setUpAlarms(router: ApiRouter, services: Services): void {
  router.handle(readAlarmNotice, async ({ query: { district }, principal }) => {
    roleOf(principal);
    const office = officeOf(principal, district, services.clock.now());
    const { values } = await loadSettings(services.db);
    return { status: 200, body: noticeOf(office, values) };
  });

  router.handle(raiseAlarm, async ({ body, principal, idempotencyKey }) => {
    const role = roleOf(principal);
    const office = officeOf(principal, body.place.district, services.clock.now());
    const [account, { values }] = await Promise.all([findAccount(services, principal.accountId), loadSettings(services.db)]);
    const { matter } = await openMatter(services, {
      procedure: 'emergency',
      by: actorOf(principal, 'court', role),
      opening: openingOf(body, { court: principal.body ?? '', office, values, ruleSet: services.config.ruleSet }),
      words: wordsOf(body, { name: principal.displayName, phone: account?.profile.phone }),
      personTokens: [],
      isRehearsal: services.rehearsal !== undefined,
      idempotency: { account: principal.accountId, route: 'POST /alarms', key: idempotencyKey, body },
    });
    // Not awaited: the alarm is recorded and its messages are written; the reconciler starts what is not started.
    void services.dispatcher?.start(matter).catch((error: unknown) => services.log.error({ matter, err: error }, 'alarm not started yet'));
    const isDeskTold = await isAudienceReached(services.db, matter, 'unit.desk');
    const notice = noticeOf(office, values);
    return {
      status: 201,
      body: {
        ...notice,
        notice: isDeskTold ? notice.notice : `${notice.notice}${office.name}在平台上没有值班人员，平台上无人会收到本警情。`,
        call110: body.call110 && { calledAt: formatInstant(body.call110.calledAt), incidentNumber: body.call110.incidentNumber ?? null },
        isDeskTold,
        matter,
      },
      headers: { Location: `/api/v1/matters/${matter}` },
    };
  });
}

function roleOf(principal: Principal) {
  const role = roleFor(principal, 'open-request', 'requesting-court');
  if (!role || !findCourt(principal.body ?? '')) throw new Refusal('not-permitted');
  return role;
}

/** The police of the place where it happens. */
function officeOf(principal: Principal, district: PlaceId | undefined, now: number): Office {
  const office = routeOffice('police.emergency', district ?? findCourt(principal.body ?? '')?.place ?? 'city', dayOf(now));
  if (!office) throw new Error('no police office turns out');
  return office;
}

function noticeOf(office: Office, values: SettingValues) {
  const dutyPhone = dutyPhoneInForce(values, office.id);
  const said = dutyPhone === undefined ? `平台未登记${office.name}的值班电话，请直接拨打 110。` : `${office.name}值班电话：${dutyPhone}。`;
  return { notice: `${CALL_110}${said}`, dutyPhone: dutyPhone ?? null, dutyOffice: office.id, dutyOfficeName: office.name };
}

function openingOf(body: RaiseAlarmBody, { court, office, values, ruleSet }: { court: string; office: Office; values: SettingValues; ruleSet: Opening['ruleSet'] }): Omit<Opening, 'words' | 'calendarVersion'> {
  const { advisoryTargets } = settingsAtOpening(values, getRuleSet(ruleSet));
  const dutyPhone = dutyPhoneInForce(values, office.id);
  return {
    procedure: 'emergency',
    revision: REVISION,
    kind: 'police.emergency',
    court,
    unit: office.unit,
    office: office.id,
    ruleSet,
    caseNumber: body.caseNumber ?? '',
    happening: body.happening,
    ...(body.call110 ? { call110: { calledAt: body.call110.calledAt, ...(body.call110.incidentNumber ? { incidentNumber: body.call110.incidentNumber } : {}) } } : {}),
    ...(dutyPhone === undefined ? {} : { dutyPhone }),
    ringDutyDeskAfterMinutes: countInForce(values, 'emergency.ringDutyDeskAfterMinutes'),
    ringHeadAfterMinutes: countInForce(values, 'emergency.ringHeadAfterMinutes'),
    ...(advisoryTargets ? { advisoryTargets } : {}),
  };
}

/** Where it is and whom to call back: sealed like all that is said of people. */
function wordsOf({ place, officer, description }: RaiseAlarmBody, own: { name: string; phone: string | undefined }): Record<string, unknown> {
  return {
    place: place.words,
    ...(place.coordinates ? { coordinates: place.coordinates } : {}),
    officer: { name: officer.name ?? own.name, phone: officer.phone ?? own.phone ?? null },
    ...(description ? { description } : {}),
  };
}
