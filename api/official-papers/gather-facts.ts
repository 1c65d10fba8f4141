import type { MakePaperBody } from '../../contract/papers';
import { dayOf } from '../../domain/calendar/day';
import { findCourt } from '../../domain/catalogue/courts';
import { findKind, type KindId } from '../../domain/catalogue/kinds';
import { getOfficialPaper, type OfficialPaperId, type PersonalItem } from '../../domain/catalogue/official-papers';
import { PAPER_NAMES, type PaperId } from '../../domain/catalogue/papers';
import { type CrimeId, type DutyName, getTerm, ruleSetOf, type RuleSet } from '../../domain/rule-sets';
import type { Facts } from '../../matters/ledger';
import { courtName, kindName, termName, unitName } from '../../matters/wording/words';
import type { PaperFacts, PaperPeople } from '../../papers/facts';
import { withinText } from '../../papers/wording';
import { Refusal } from '../../register/errors';
import { loadLedger } from '../../register/matters/entries';
import type { OpeningFacts } from '../../register/matters/insert-matter';
import { findMatter, type MatterRow } from '../../register/matters/queries';
import { openWords } from '../../register/matters/words';
import { assembleDisputeFile } from '../disputes/dispute-file';
import type { Services } from '../services';

/** Everything a template is told, but the number, and the sealed words from which it comes. */
export interface Gathered {
  facts: Omit<PaperFacts, 'number'>;
  madeFrom: readonly string[];
}

/** What the matter says for a paper; of its people as much as the paper may say, and nothing else is even opened. */
export async function gatherFacts(services: Services, written: MatterRow, { paper }: Pick<MakePaperBody, 'paper'>, { issuerName, now }: { issuerName: string; now: number }): Promise<Gathered> {
  const row = await subjectOf(services, written, paper);
  const opening = (await loadLedger(services.db, row.number))[0]?.facts as OpeningFacts;
  const on = dayOf(now);
  const dispute = paper === 'dispute-submission' ? await assembleDisputeFile(services, row) : undefined;
  const openedFrom = opening.words ? [opening.words.ref] : [];
  return {
    facts: { issuerName, addresseeName: addresseeOf(row, paper, on), on, matter: matterFacts(row, opening, now), people: await peopleOf(services, opening, getOfficialPaper(paper).personal), ...(dispute ? { dispute: dispute.file } : {}) },
    madeFrom: [...new Set([...openedFrom, ...(dispute?.madeFrom ?? [])])],
  };
}

/** 提请监督函 speaks of the referral, also when it is written in the oversight that the referral has opened. */
async function subjectOf({ db }: Services, row: MatterRow, paper: OfficialPaperId): Promise<MatterRow> {
  if (paper !== 'oversight-request' || row.procedure !== 'filing-oversight') return row;
  const referral = row.position.links.find(({ as }) => as === 'filing-oversight');
  return (referral && (await findMatter(db, referral.matter))) ?? row;
}

function addresseeOf({ court, unit, office }: MatterRow, paper: OfficialPaperId, on: string): string {
  if (paper === 'dispute-submission') return unitName('committee', undefined, on);
  if (paper === 'waiting-seal-notice') return courtName(court);
  if (paper === 'oversight-request') return unitName('procuratorate', findCourt(court)?.procuratorate, on);
  return unitName(unit, office ?? undefined, on);
}

function matterFacts(row: MatterRow, opening: OpeningFacts, now: number): PaperFacts['matter'] {
  // A dispute was raised by the act from which its days run, which may be older than its record.
  const raisedAt = opening['raisedAt'];
  const openedOn = dayOf(typeof raisedAt === 'number' ? raisedAt : row.opened_at);
  const ruleSet = ruleSetOf(opening);
  const asked = (opening['dataItems'] ?? []) as readonly string[];
  const papers = (opening['papers'] ?? []) as readonly { paper: PaperId }[];
  return {
    number: row.number,
    kindName: kindName(row.kind),
    caseNumber: row.case_number,
    courtName: courtName(row.court),
    unitName: unitName(row.unit, row.office ?? undefined, openedOn),
    openedOn,
    dataItemNames: (findKind(row.kind)?.dataItems ?? []).filter(({ id }) => asked.includes(id)).map(({ name }) => name),
    paperNames: papers.map(({ paper }) => PAPER_NAMES[paper] ?? paper),
    terms: row.position.terms
      .filter(({ side, state }) => side !== 'court' && state === 'running')
      .map(({ id, dueOn, dueAt, lateSince, force }) => ({ name: termName(id), dueOn, isLate: lateSince !== undefined || dueAt <= now, isStatutory: force === 'statutory' })),
    within: { answer: withinDuty(ruleSet, row.kind, 'answer'), publish: withinDuty(ruleSet, row.kind, 'publish'), firstResult: withinFirstResult(ruleSet, opening['crime']) },
  };
}

/** 及时 where the law sets no such duty, or one that begins with another. */
function withinDuty({ duties }: RuleSet, kind: string, name: DutyName): string {
  const duty = duties[kind as KindId]?.find((candidate) => candidate.name === name && candidate.from === 'receipt');
  return duty ? withinText(duty.term) : '及时';
}

/** 及时 under a rule set that asks for no first result of the oversight. */
function withinFirstResult(ruleSet: RuleSet, crime: unknown): string {
  const term = typeof crime === 'string' ? ruleSet.referrals[crime as CrimeId].terms.firstResult : undefined;
  return term === undefined ? '及时' : withinText(getTerm(ruleSet, term));
}

interface OpeningWords {
  debtor?: { name?: string; idNumber?: string };
  officer?: { name: string; workCardNo: string | null; enforcementPermitNo: string | null };
}

async function peopleOf({ db, keyRing }: Services, { words: reference }: Facts, personal: readonly PersonalItem[]): Promise<PaperPeople> {
  if (personal.length === 0) return {};
  const found = reference && (await openWords(db, keyRing, [reference])).get(reference.ref);
  if (!found) throw new Refusal('paper-words-erased');
  const { debtor, officer } = found as OpeningWords;
  return {
    ...(personal.includes('debtor-name') ? { debtorName: debtor?.name } : {}),
    ...(personal.includes('debtor-id-number') ? { debtorIdNumber: debtor?.idNumber } : {}),
    ...(personal.includes('officers') && officer ? { officers: [officer] } : {}),
  };
}
