import type { Json } from '../person';
import { at, isDue, isInTime, isStage, isTold, type Scene } from '../story';

/*
 * Working days of 2026 (国办发明电〔2025〕7号): 9–13 February and, made up, Saturday 14; 15–23 February is the holiday; 24–27 and, made up,
 * Saturday 28 February; 2–6 March.
 */

/** Every name and number in these stories is invented. */
export function refer(caseNumber: string, debtor: string): Json {
  return {
    kind: 'police.crime-referral',
    unit: 'police',
    caseNumber,
    debtor: { type: 'natural-person', name: debtor },
    capacity: 'debtor',
    purpose: '被执行人有能力履行而拒不履行，移送公安机关立案侦查',
    papers: [
      { paper: 'evidence-volume', courtSeal: true },
      { paper: 'evidence-catalogue', courtSeal: true },
    ],
    particulars: { crime: 'refusal-to-perform', placeOfCrime: 'yuncheng' },
  };
}

export const EVIDENCE = ['生效判决书', '银行流水：判决后转移存款', '询问笔录'] as const;

export function opening(on: string, caseNumber: string, debtor: string): Scene[] {
  return [
    {
      at: `${on}T09:00`,
      by: 'yuncheng.judge',
      does: { open: 'referral', request: refer(caseNumber, debtor), evidence: EVIDENCE },
      says: { zh: '移送涉嫌拒不执行判决罪的证据，附证据目录', en: 'refers a suspected crime, its evidence bound with a catalogue' },
      expects: [isStage('referral', 'awaiting-acceptance'), isTold('police.yuncheng.desk', 'referral', 'referral-opened')],
    },
    {
      at: `${on}T10:00`,
      by: 'police.yuncheng.desk',
      does: { on: 'referral', command: 'accept', body: { receivedBy: '法制大队值班民警' } },
      says: { zh: '受理', en: 'accepts, as the police must' },
      expects: [isStage('referral', 'deciding')],
    },
  ];
}

/** Decided on Tuesday 10 February, served on Thursday 12. */
export const REFUSED: readonly Scene[] = [
  {
    at: '2026-02-10T10:00',
    by: 'police.yuncheng.desk',
    does: { on: 'referral', command: 'decide-not-to-file', body: { decidedAt: at('2026-02-10T09:30'), reasons: '认为证据不足以证明有能力履行' } },
    says: { zh: '决定不予立案', en: 'decides not to file' },
    // Wed 11, Thu 12, Fri 13.
    expects: [isStage('referral', 'refusing'), isDue('referral', 'issue-refusal', '2026-02-13')],
  },
  {
    at: '2026-02-12T15:00',
    by: 'police.yuncheng.desk',
    does: { on: 'referral', command: 'issue-decision', body: { decisionNumber: '云公不立字〔2026〕1号', reasons: '证据不足' }, carries: '不予立案决定书' },
    says: { zh: '送达不予立案决定书', en: 'serves the written refusal' },
    expects: [isInTime('referral', 'issue-refusal'), isTold('yuncheng.judge', 'referral', 'decision-issued')],
  },
];

export const SIGNED: Scene = {
  at: '2026-02-13T10:00',
  by: 'yuncheng.judge',
  does: { on: 'referral', command: 'sign-decision', body: {} },
  says: { zh: '签收决定书：提请监督的三个工作日由此起算', en: 'signs for it, which starts the court’s three working days' },
  // Sat 14 made up, Tue 24, Wed 25.
  expects: [isStage('referral', 'decision-received'), isDue('referral', 'ask', '2026-02-25')],
};
