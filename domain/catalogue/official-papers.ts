import { deepFreeze } from '../deep-freeze';
import type { CourtId } from './courts';
import { findKind, type KindId } from './kinds';
import { measureOf } from './measures';

/** Every paper that the platform writes from a template. Ids are permanent: numbers are drawn under them. */
export const OFFICIAL_PAPER_IDS = deepFreeze(['query-notice', 'enforcement-notice', 'publication-notice', 'service-receipt', 'urging-letter', 'waiting-seal-notice', 'oversight-request', 'dispute-submission'] as const);
export type OfficialPaperId = (typeof OFFICIAL_PAPER_IDS)[number];

/** What a paper may say of people. What stands in no list here is never given to its template. */
export type PersonalItem = 'debtor-name' | 'debtor-id-number' | 'officers';

export interface OfficialPaper {
  id: OfficialPaperId;
  name: string;
  clause: string;
  /** The letters of its number: one row of numbers for each body, these letters, and the year. Permanent. */
  letters: string;
  /** A second one in a matter is a new version of the first, under its number. */
  oncePerMatter: boolean;
  /** A letter between bodies bears a red head; a court's notice and its receipt are 司法文书 and bear none. */
  redHead: boolean;
  personal: readonly PersonalItem[];
}

const OFFICIAL_PAPERS: Readonly<Record<OfficialPaperId, OfficialPaper>> = deepFreeze({
  'query-notice': { id: 'query-notice', name: '协助查询通知书', clause: '四.7(1), 四.13, 四.14, 四.17', letters: '执查', oncePerMatter: true, redHead: false, personal: ['debtor-name', 'debtor-id-number', 'officers'] },
  'enforcement-notice': { id: 'enforcement-notice', name: '协助执行通知书', clause: '四.7(3), 四.13, 四.14, 四.17', letters: '执协', oncePerMatter: true, redHead: false, personal: ['debtor-name', 'debtor-id-number', 'officers'] },
  'publication-notice': { id: 'publication-notice', name: '协助公示通知书', clause: '四.17', letters: '执示', oncePerMatter: true, redHead: false, personal: ['debtor-name', 'debtor-id-number', 'officers'] },
  'service-receipt': { id: 'service-receipt', name: '送达回证', clause: '四.7, 四.13, 四.14, 四.17', letters: '执送', oncePerMatter: false, redHead: false, personal: [] },
  'urging-letter': { id: 'urging-letter', name: '督办函', clause: '四.2, 四.5', letters: '执督', oncePerMatter: false, redHead: true, personal: [] },
  'waiting-seal-notice': { id: 'waiting-seal-notice', name: '轮候查封告知书', clause: '四.7(3)', letters: '轮候', oncePerMatter: true, redHead: true, personal: [] },
  'oversight-request': { id: 'oversight-request', name: '提请监督函', clause: '四.6, 四.7(4)', letters: '执监', oncePerMatter: true, redHead: true, personal: ['debtor-name'] },
  'dispute-submission': { id: 'dispute-submission', name: '争议提请书', clause: '三(四)', letters: '执争', oncePerMatter: true, redHead: true, personal: [] },
});

export function getOfficialPaper(id: OfficialPaperId): OfficialPaper {
  return OFFICIAL_PAPERS[id];
}

const REFERRALS: readonly string[] = ['crime-referral', 'filing-oversight'];
const COURTS_PAPERS: readonly OfficialPaperId[] = ['query-notice', 'enforcement-notice', 'publication-notice'];

/** Whether a matter has a use for the paper: the kind of assistance asks for it, or the procedure knows it. */
export function hasUseFor({ kind, procedure }: { kind: string; procedure: string }, paper: OfficialPaperId): boolean {
  if (paper === 'dispute-submission') return procedure === 'dispute';
  if (procedure === 'dispute') return false;
  if (paper === 'oversight-request') return REFERRALS.includes(procedure);
  if (paper === 'waiting-seal-notice') return ['seal', 'freeze-notice'].includes(measureOf(kind as KindId)?.kind ?? '');
  if (COURTS_PAPERS.includes(paper)) return findKind(kind)?.papers.some(({ oneOf }) => (oneOf as readonly string[]).includes(paper)) ?? false;
  return procedure !== 'emergency';
}

/** 法院代字, by which courts number (法〔2015〕137号 with its annex). */
const COURT_CODES: Readonly<Record<CourtId, string>> = deepFreeze({
  'court.intermediate': '粤53',
  'court.yuncheng': '粤5302',
  'court.yunan-district': '粤5303',
  'court.xinxing': '粤5321',
  'court.yunan-county': '粤5322',
  'court.luoding': '粤5381',
});

/**
 * 发文字号, as GB/T 9704—2012, 7.2.5 writes it: who issues, the year in 〔〕, the number without 第 and without zeros before it. A court issues under its
 * 法院代字, any other body under its name: what its own registry calls it the platform does not know, and invents nothing.
 */
export function paperNumber({ letters }: Pick<OfficialPaper, 'letters'>, issuer: { id: string; name: string }, year: number, no: number): string {
  return `${COURT_CODES[issuer.id as CourtId] ?? issuer.name}${letters}〔${year}〕${no}号`;
}
