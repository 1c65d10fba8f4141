import type { Scene } from '../engine/rehearsal/story';

/** Every name and number is invented. */
const ASKED: readonly { readonly by: string; readonly caseNumber: string; readonly debtor: string; readonly openedAt: string; readonly signedAt?: string }[] = [
  // Signed for on Monday 28 September: Tue 29, Wed 30, Thu 8 October. Nobody answers.
  { by: 'yuncheng.judge', caseNumber: '（2026）粤5302执118号', debtor: '子某', openedAt: '2026-09-28T09:00', signedAt: '2026-09-28T10:30' },
  // Wed 30, Thu 8, Fri 9.
  { by: 'xinxing.judge', caseNumber: '（2026）粤5321执126号', debtor: '丑某', openedAt: '2026-09-28T15:00', signedAt: '2026-09-29T09:10' },
  // Fri 9, Sat 10, Mon 12.
  { by: 'luoding.judge', caseNumber: '（2026）粤5381执131号', debtor: '寅某', openedAt: '2026-09-30T16:00', signedAt: '2026-10-08T09:20' },
  { by: 'intermediate.judge', caseNumber: '（2026）粤53执45号', debtor: '卯某', openedAt: '2026-10-08T09:30', signedAt: '2026-10-08T10:00' },
  // Sat 10, Mon 12, Tue 13.
  { by: 'yunan-county.judge', caseNumber: '（2026）粤5322执87号', debtor: '辰某', openedAt: '2026-10-08T16:30', signedAt: '2026-10-09T09:05' },
  // Nobody has signed for these.
  { by: 'luoding.judge', caseNumber: '（2026）粤5381执140号', debtor: '巳某', openedAt: '2026-10-09T11:00' },
  { by: 'yunan-district.judge', caseNumber: '（2026）粤5303执61号', debtor: '午某', openedAt: '2026-10-09T16:45' },
];

/** What a desk of the police has besides on an ordinary morning. */
export const BUSY_DESK: readonly Scene[] = ASKED.flatMap(({ by, caseNumber, debtor, openedAt, signedAt }): Scene[] => [
  {
    at: openedAt,
    by,
    does: {
      open: caseNumber,
      request: {
        kind: 'police.identity-property-query',
        unit: 'police.luoding',
        caseNumber,
        debtor: { type: 'natural-person', name: debtor },
        capacity: 'debtor',
        papers: [{ paper: 'query-notice', courtSeal: true }],
        dataItems: ['household', 'vehicles'],
        purpose: '查明被执行人住址和车辆',
      },
    },
    says: { zh: '请公安局协助查询', en: 'asks the police' },
  },
  ...(signedAt === undefined ? [] : [{ at: signedAt, by: 'police.luoding.desk', does: { on: caseNumber, command: 'sign-receipt' as const, body: {} }, says: { zh: '签收文书', en: 'signs for the papers' } }]),
]);
