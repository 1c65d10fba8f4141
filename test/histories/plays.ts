import type { Actor } from '../../matters/ledger';
import { ANSWER, at, COURT_OFFICER, deskOfficerOf } from '../factories/assistance-request';
import { NOTICE_2027 } from '../factories/calendar-2027';
import { officerOf, referralFacts } from '../factories/crimes';
import { COMMITTEE_OFFICER, disputeFacts } from '../factories/dispute';
import { alarmFacts, watchFacts } from '../factories/on-the-spot';
import { detentionFacts, searchFacts } from '../factories/people';
import { byMatter, courtOfficerOf, queueFacts, THREE } from '../factories/seal-queue';
import { publishYear } from '../factories/published-year';
import { type MatterRig, waitFor } from '../rig/matter-rig';
import type { VirtualClock } from '../rig/virtual-clock';

/** What a matter lives through, so that its history can be stored. Returns its number. */
type Play = (stage: Stage) => Promise<string>;

export interface Stage {
  rig: MatterRig;
  clock: VirtualClock;
  moveTo: (matter: string, instant: string) => Promise<void>;
  /** What has to be accepted, or the play goes wrong. */
  act: (...given: Parameters<MatterRig['act']>) => Promise<void>;
}

const land = { by: deskOfficerOf('land') };
const court = { by: COURT_OFFICER };
const registry = { by: deskOfficerOf('police') };
const police = { by: officerOf('police') };
const prosecutor = { by: officerOf('procuratorate') };
const opener: Actor = { ...COURT_OFFICER, side: 'opener' };
const liaison: Actor = { ...deskOfficerOf('police'), id: 'liaison-of-police', role: 'liaison' };
const CLAIM = { claim: '结果与登记不符' };
const SEAL_DONE = { ...ANSWER, measure: { assets: ['hmac:certificate'] } };
const SEAL_PAPERS = [{ paper: 'ruling', courtSeal: true }, { paper: 'enforcement-notice', courtSeal: true }];

/** Each with the instant at which its clock begins. A queue of seals is never closed: its history is stored as far as it went. */
export const PLAYS: Readonly<Record<string, { from: string; play: Play; staysOpen?: true }>> = {
  'answered-in-time': {
    from: '2026-03-05T09:00',
    play: async ({ rig, act }) => {
      const matter = await rig.open();
      await act(matter, 'unit', 'sign-receipt');
      await act(matter, 'unit', 'raise-query', {}, { words: { question: '请说明' } });
      await act(matter, 'unit', 'answer', ANSWER, { words: { remarks: '已办' } });
      await act(matter, 'court', 'accept-answer');
      return matter;
    },
  },
  'deemed-received-late-and-climbing': {
    from: '2026-03-05T09:00',
    play: async ({ rig, act, moveTo }) => {
      const matter = await rig.open();
      await moveTo(matter, '2026-03-07T00:00');
      await moveTo(matter, '2026-03-20T09:00');
      await act(matter, 'unit', 'give-delay-notice', {}, { words: { reason: '系统升级' } });
      await act(matter, 'unit', 'answer', ANSWER);
      return matter;
    },
  },
  'contested-and-accepted-by-silence': {
    from: '2026-03-05T09:00',
    play: async ({ rig, act, moveTo }) => {
      const matter = await rig.open({ kind: 'land.consult', serviceMode: 'post' });
      await act(matter, 'court', 'record-delivery', { mode: 'post' }, { words: { evidence: '回执' } });
      await act(matter, 'unit', 'answer', ANSWER, land);
      await act(matter, 'court', 'contest-answer', {}, { words: { missing: '缺附件' } });
      await act(matter, 'unit', 'answer', { ...ANSWER, outcome: 'nothing-found' }, land);
      await moveTo(matter, '2026-03-27T00:00');
      return matter;
    },
  },
  'extended-and-withdrawn': {
    from: '2026-03-05T09:00',
    play: async ({ rig, act }) => {
      const matter = await rig.open();
      await act(matter, 'unit', 'sign-receipt');
      await act(matter, 'court', 'grant-extension', { workingDays: 2 }, { words: { reason: '案情复杂' } });
      await act(matter, 'court', 'withdraw', {}, { words: { reason: '和解' } });
      return matter;
    },
  },
  'returned-revised-and-undone': {
    from: '2026-12-28T09:00',
    play: async ({ rig, clock, act, moveTo }) => {
      const matter = await rig.open({ kind: 'land.seal', revision: 2, papers: SEAL_PAPERS });
      await act(matter, 'unit', 'sign-receipt', {}, land);
      await act(matter, 'unit', 'return-papers', { papers: [{ paper: 'ruling', lacks: 'paper' }] }, { ...land, words: { reason: '缺裁定书' } });
      await act(matter, 'court', 'serve-again', { papers: SEAL_PAPERS, serviceMode: 'electronic' });
      await moveTo(matter, '2026-12-30T09:00');
      await act(matter, 'unit', 'sign-receipt', {}, land);
      await publishYear({ db: rig.db, keyRing: rig.keyRing, clock }, NOTICE_2027);
      rig.deps.calendars.forgetNewest();
      expect(await rig.reviser.reviseAll()).toBe(1);
      await act(matter, 'unit', 'answer', SEAL_DONE, land);
      await act(matter, 'court', 'withdraw', {}, { words: { reason: '和解' } });
      const unseal = await brought(rig, async () => (await rig.position(matter)).links.find(({ as }) => as === 'undoing')?.matter);
      await act(unseal, 'court', 'record-delivery', { mode: 'electronic', papers: SEAL_PAPERS });
      await act(unseal, 'unit', 'answer', SEAL_DONE, land);
      await act(unseal, 'court', 'accept-answer');
      await brought(rig, async () => (await rig.position(matter)).closedAs);
      return matter;
    },
  },
  'dispute-submitted-and-coordinated': {
    from: '2026-04-27T10:00',
    play: async ({ rig, act, moveTo }) => {
      const request = await rig.open({ revision: 2 });
      const matter = await rig.openAs('dispute', disputeFacts({ entry: undefined, words: undefined, origin: { matter: request, seq: 1, as: 'dispute' } }));
      const respondent: Actor = { ...liaison, side: 'respondent' };
      await act(matter, 'respondent', 'state-position', {}, { by: respondent, words: { text: '材料不全' } });
      await moveTo(matter, '2026-05-10T00:00');
      await moveTo(matter, '2026-05-15T10:00');
      await act(matter, 'committee', 'issue-opinion', { number: '云政法协〔2026〕3号', metOn: '2026-05-14', proposals: [{ kind: 'new-term', workingDays: 5 }] }, { by: COMMITTEE_OFFICER });
      await act(matter, 'opener', 'accept-proposal', { proposal: 1 }, { by: opener });
      return matter;
    },
  },
  'debtor-found-and-told-late': {
    from: '2026-09-14T09:00',
    play: async ({ rig, act, moveTo }) => {
      const matter = await rig.openAs('locate-debtor', searchFacts());
      await act(matter, 'unit', 'take-on');
      await moveTo(matter, '2026-09-25T22:05');
      await act(matter, 'unit', 'record-found', { foundAt: at('2026-09-25T22:00') });
      await moveTo(matter, '2026-09-26T23:00');
      await act(matter, 'unit', 'notify-court', { at: at('2026-09-26T22:30'), channel: 'telephone' });
      await moveTo(matter, '2026-09-27T01:30');
      await act(matter, 'court', 'acknowledge', { timeAgreed: true });
      return matter;
    },
  },
  'detention-stopped-late': {
    from: '2027-03-12T09:00',
    play: async ({ rig, act, moveTo }) => {
      const matter = await rig.openAs('detention', detentionFacts());
      await moveTo(matter, '2027-03-12T10:00');
      await act(matter, 'unit', 'admit', { admittedAt: at('2027-03-12T09:50') });
      await moveTo(matter, '2027-03-14T10:00');
      await act(matter, 'unit', 'suggest-stop');
      await act(matter, 'court', 'sign-notice');
      await moveTo(matter, '2027-03-18T09:00');
      await act(matter, 'court', 'decide-stop', { stop: true });
      await act(matter, 'court', 'tell-detention-house', { at: at('2027-03-18T09:00'), channel: 'telephone' });
      await act(matter, 'unit', 'record-release', { releasedAt: at('2027-03-18T09:00') });
      return matter;
    },
  },
  'alarm-unanswered-then-ended': {
    from: '2026-03-07T23:56',
    play: async ({ rig, act, moveTo }) => {
      const matter = await rig.openAs('emergency', alarmFacts());
      await moveTo(matter, '2026-03-08T00:06');
      await act(matter, 'unit', 'arrived');
      await act(matter, 'court', 'record-false-report', {}, { words: { reportedBy: '被执行人亲属', claim: '称有人入室抢劫' } });
      await act(matter, 'court', 'record-110', { calledAt: at('2026-03-07T23:55') });
      await act(matter, 'unit', 'end-emergency', { outcome: 'order-restored' });
      await act(matter, 'unit', 'pass-to-punishment', { report: 6, punishmentCase: '云公（城）受案字〔2026〕88号' });
      return matter;
    },
  },
  'vehicle-stopped-and-handed-over': {
    from: '2026-03-05T10:00',
    play: async ({ rig, act, moveTo }) => {
      const matter = await rig.openAs('vehicle-intercept', watchFacts({ watchUntil: '2026-03-07' }));
      await moveTo(matter, '2026-03-06T08:30');
      await moveTo(matter, '2026-03-07T22:40');
      await act(matter, 'unit', 'report-stopped', { stoppedAt: at('2026-03-07T22:30') });
      await moveTo(matter, '2026-03-07T23:40');
      await act(matter, 'court', 'acknowledge-stop', { stop: 4 });
      await moveTo(matter, '2026-03-08T01:00');
      await act(matter, 'court', 'confirm-hand-over', { handedOverAt: at('2026-03-08T00:50') });
      await act(matter, 'unit', 'confirm-hand-over', { handedOverAt: at('2026-03-08T00:50') });
      return matter;
    },
  },
  'crime-asked-by-instruction-filed-and-indicted': {
    from: '2026-02-09T09:00',
    play: async (stage) => {
      const { act, moveTo, rig } = stage;
      const { matter, oversight } = await askedByInstruction(stage);
      await moveTo(oversight, '2026-03-05T16:00');
      await act(oversight, 'procuratorate', 'report-first-result', { result: 'reasons-to-be-demanded' }, prosecutor);
      await act(oversight, 'procuratorate', 'demand-reasons', {}, prosecutor);
      await act(oversight, 'procuratorate', 'notify-to-file', {}, prosecutor);
      await act(oversight, 'police', 'file-case', {}, police);
      await moveTo(matter, '2026-03-05T16:01');
      await brought(rig, async () => (await rig.position(matter)).stage === 'filed');
      await act(matter, 'police', 'record-arrest', { arrestedOn: '2026-03-05' }, police);
      await act(matter, 'police', 'record-prosecution', { transferredOn: '2026-03-05' }, police);
      await act(matter, 'police', 'end-referral', { outcome: 'indicted' }, police);
      return matter;
    },
  },
  'oversight-late-with-reasons-and-refusal-right': {
    from: '2026-02-09T09:00',
    play: async (stage) => {
      const { act, moveTo } = stage;
      const { oversight } = await askedByInstruction(stage);
      await act(oversight, 'procuratorate', 'raise-query', {}, prosecutor);
      await moveTo(oversight, '2026-03-04T09:00');
      await act(oversight, 'procuratorate', 'give-delay-notice', {}, prosecutor);
      await moveTo(oversight, '2026-03-12T09:00');
      await act(oversight, 'procuratorate', 'demand-reasons', {}, prosecutor);
      await act(oversight, 'police', 'give-reasons', {}, police);
      await act(oversight, 'procuratorate', 'report-first-result', { result: 'evidence-asked' }, prosecutor);
      await act(oversight, 'procuratorate', 'find-refusal-right', {}, prosecutor);
      return oversight;
    },
  },
  'crime-undecided-asked-and-withdrawn': {
    from: '2026-01-05T09:00',
    play: async ({ rig, act, moveTo }) => {
      const matter = await rig.openAs('crime-referral', referralFacts({ ruleSet: 'judicial-opinion-2025' }));
      await act(matter, 'police', 'accept', {}, police);
      await act(matter, 'police', 'extend-review', { because: 'complex' }, police);
      await act(matter, 'police', 'give-delay-notice', {}, police);
      await moveTo(matter, '2026-02-25T09:00');
      await act(matter, 'court', 'ask-oversight', {}, court);
      await act(matter, 'police', 'decide-not-to-file', { decidedAt: at('2026-02-25T09:00') }, police);
      await act(matter, 'police', 'issue-decision', {}, police);
      await brought(rig, async () => (await rig.position(matter)).links.length > 0);
      await act(matter, 'court', 'withdraw', {}, court);
      return matter;
    },
  },
  'disputed-by-both-answered-again-and-accepted': {
    from: '2026-03-05T09:00',
    play: async ({ rig, act, moveTo }) => {
      const matter = await rig.open({ revision: 5 });
      await act(matter, 'unit', 'sign-receipt');
      await act(matter, 'unit', 'open-dispute', { question: 'other' }, { by: liaison, words: CLAIM });
      await act(matter, 'unit', 'answer', ANSWER);
      await act(matter, 'court', 'contest-answer', {}, { words: CLAIM });
      await brought(rig, async () => (await rig.position(matter)).links.length === 2);
      await moveTo(matter, '2026-03-06T09:00');
      await act(matter, 'unit', 'answer', { ...ANSWER, outcome: 'nothing-found' });
      await act(matter, 'court', 'accept-answer');
      return matter;
    },
  },
  'nothing-found-disputed-then-found': {
    from: '2026-03-05T09:00',
    play: async ({ rig, act, moveTo }) => {
      const matter = await rig.openAs('locate-debtor', searchFacts({ revision: 2 }));
      await act(matter, 'unit', 'answer', { outcome: 'nothing-found' });
      await act(matter, 'court', 'contest-answer', {}, { words: CLAIM });
      await brought(rig, async () => (await rig.position(matter)).links.length === 1);
      await moveTo(matter, '2026-03-06T09:30');
      await act(matter, 'unit', 'record-found', { foundAt: at('2026-03-06T09:00') });
      await act(matter, 'unit', 'notify-court', { at: at('2026-03-06T09:30'), channel: 'telephone' });
      await act(matter, 'court', 'acknowledge', { timeAgreed: true });
      return matter;
    },
  },
  'detention-disputed-and-stopped': {
    from: '2026-03-12T09:00',
    play: async ({ rig, act, moveTo }) => {
      const matter = await rig.openAs('detention', detentionFacts({ revision: 2 }));
      await act(matter, 'unit', 'open-dispute', { question: 'other' }, { by: liaison, words: CLAIM });
      await act(matter, 'unit', 'admit', { admittedAt: at('2026-03-12T09:00') });
      await moveTo(matter, '2026-03-14T10:00');
      await act(matter, 'unit', 'suggest-stop');
      await act(matter, 'court', 'decide-stop', { stop: true });
      await act(matter, 'court', 'tell-detention-house', { at: at('2026-03-14T10:00'), channel: 'telephone' });
      await act(matter, 'unit', 'record-release', { releasedAt: at('2026-03-14T10:00') });
      return matter;
    },
  },
  'watch-disputed-and-handed-over': {
    from: '2026-03-05T10:00',
    play: async ({ rig, act, moveTo }) => {
      const matter = await rig.openAs('vehicle-intercept', watchFacts({ revision: 2, watchUntil: '2026-03-09' }));
      await act(matter, 'court', 'open-dispute', { question: 'other' }, { ...court, words: CLAIM });
      await moveTo(matter, '2026-03-07T22:40');
      await act(matter, 'unit', 'report-stopped', { stoppedAt: at('2026-03-07T22:30') });
      await act(matter, 'court', 'confirm-hand-over', { handedOverAt: at('2026-03-07T22:40') });
      await act(matter, 'unit', 'confirm-hand-over', { handedOverAt: at('2026-03-07T22:40') });
      return matter;
    },
  },
  'car-sealed-by-three-renewed-and-sold-in-part': {
    from: '2026-03-05T09:00',
    staysOpen: true,
    play: async ({ rig, clock, act, moveTo }) => {
      const [yuncheng, luoding] = THREE;
      const queue = await rig.openAs('seal-queue', queueFacts({ office: undefined }));
      const report = ({ request, court: from, caseNumber }: (typeof THREE)[number], isStated: boolean) =>
        act(queue, 'matter', 'report-seal', { step: 2, happenedAt: clock.now(), court: from, caseNumber, officer: 'officer', unit: 'police', servedAt: clock.now(), ...(isStated ? { booked: { bookedAt: clock.now(), isStated } } : {}) }, { by: byMatter(request) });
      await report(yuncheng, true);
      await moveTo(queue, '2026-03-05T10:00');
      await report(luoding, false);
      await act(queue, 'unit', 'confirm-seal', { seal: 2, bookedAt: at('2026-03-05T10:00'), waiting: true }, registry);
      await act(queue, 'unit', 'give-waiting-notice', { seal: 2 }, { ...registry, words: { number: '轮候1号' } });
      await act(queue, 'unit', 'record-outside-seal', { bookedAt: at('2026-03-05T10:00') }, { ...registry, words: { court: '广州市天河区人民法院', caseNumber: '（2026）粤0106执1号' } });
      await act(queue, 'unit', 'record-encumbrance', { encumbrance: 'mortgage', bookedAt: at('2025-01-06T09:00') }, { ...registry, words: { holder: '某银行' } });
      await moveTo(queue, '2028-02-04T08:30');
      await act(queue, 'court', 'renew-seal', { seal: 1 }, { by: courtOfficerOf(yuncheng.court) });
      await act(queue, 'unit', 'record-disposal', { extent: 'part', disposedAt: clock.now() }, registry);
      await moveTo(queue, '2030-02-05T00:00');
      return queue;
    },
  },
};

/** A refusal of which the court says nothing over the Spring Festival: at 00:00 of the last working day its instruction asks. */
async function askedByInstruction({ rig, act, moveTo }: Stage): Promise<{ matter: string; oversight: string }> {
  const matter = await rig.openAs('crime-referral', referralFacts());
  await act(matter, 'police', 'accept', {}, police);
  await act(matter, 'police', 'decide-not-to-file', { decidedAt: at('2026-02-09T09:00') }, police);
  await moveTo(matter, '2026-02-12T15:00');
  await act(matter, 'police', 'issue-decision', {}, police);
  await moveTo(matter, '2026-02-13T10:00');
  await act(matter, 'court', 'sign-decision', {}, court);
  await act(matter, 'court', 'amend-draft', { ground: 'evidence-overlooked' }, { ...court, words: { text: '银行流水未予审查' } });
  await act(matter, 'court', 'switch-off-instruction', {}, court);
  await act(matter, 'court', 'switch-on-instruction', {}, court);
  for (const instant of ['2026-02-14T08:30', '2026-02-24T08:30', '2026-02-25T00:00']) await moveTo(matter, instant);
  const oversight = await brought(rig, async () => (await rig.position(matter)).links.find(({ as }) => as === 'filing-oversight')?.matter);
  await rig.dispatcher.start(oversight);
  await moveTo(oversight, '2026-02-25T09:00');
  await act(oversight, 'procuratorate', 'sign-request', {}, prosecutor);
  return { matter, oversight };
}

/** What matters say to each other is brought by the reconciler. */
async function brought<T>(rig: MatterRig, probe: () => Promise<T | undefined | false>): Promise<T> {
  return waitFor(async () => {
    await rig.reconciler.bringPending(0);
    return probe();
  });
}
