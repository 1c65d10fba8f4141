import { dayOf } from '../../domain/calendar/day';
import { deepFreeze } from '../../domain/deep-freeze';
import type { Ground } from '../../matters/crime-referral';
import { isDraftDropped } from '../../matters/draft-request';
import type { Entry } from '../../matters/ledger';
import { THE_PROGRAM } from '../../register/accounts/audit';
import { loadLedger } from '../../register/matters/entries';
import { findReferralsToAskOn, type MatterRow } from '../../register/matters/queries';
import { openWords } from '../../register/matters/words';
import { listPapers } from '../../register/official-papers/queries';
import type { Services } from '../services';
import { issuerNamed } from './issuer';
import { writePaper } from './write-paper';

/** What the request says as long as the court has not said it better (Criminal Procedure Law, arts. 112, 113). */
export const STOCK_GROUNDS: Readonly<Record<'conditions-met' | 'no-decision', string>> = deepFreeze({
  'conditions-met': '本院移送的证据材料能够证明有犯罪事实发生，依法应当追究刑事责任，符合《中华人民共和国刑事诉讼法》第一百一十二条规定的立案条件。',
  'no-decision': '公安机关自接受移送之日起，既未立案，也未送达不予立案的书面决定。依照《中华人民共和国刑事诉讼法》第一百一十三条的规定，应当对公安机关是否依法立案进行监督。',
});

const ASKED: readonly string[] = ['ask-oversight', 'asked-by-standing-instruction', 'bring-to-attention'];
const RECEIPTS: readonly string[] = ['sign-decision', 'decision-receipt-implied', 'decision-receipt-deemed'];

/**
 * 四.7(4): silence must not lose a right. The 提请监督函 of every referral is written for its court as soon as the refusal is in its hands, or, where nothing
 * was decided, as soon as it has asked; what the court amends is its next version. It is what stands submitted when the court, or its standing
 * instruction, asks. Returns the referrals for which one was written.
 */
export async function writeOversightRequests(services: Services): Promise<string[]> {
  const written: string[] = [];
  for (const referral of await findReferralsToAskOn(services.db)) {
    if (await writeRequest(services, referral).catch((error: unknown) => void services.log.error({ err: error, matter: referral.number }, 'oversight request'))) written.push(referral.number);
  }
  return written;
}

/** What the request rests on, as the ledger stood when it was asked for: the refusal, the day on which the court had it, the court's own draft. */
export function basisOf(ledger: readonly Entry[]) {
  const begins = Math.max(0, ledger.findLastIndex(({ type }) => type === 'file-case' || type === 'decide-not-to-prosecute'));
  const isNotPursued = ledger[begins]?.type === 'decide-not-to-prosecute';
  const round = ledger.slice(begins);
  const revision = Number(ledger[0]?.facts['revision'] ?? 1);
  const asked = round.find(({ type }) => ASKED.includes(type));
  const before = round.filter(({ seq }) => !asked || seq <= asked.seq);
  const issued = before.find(({ type }) => type === 'issue-decision');
  const received = issued && before.find(({ type, seq }) => RECEIPTS.includes(type) && seq > issued.seq);
  const isDropped = ({ seq, facts }: Entry): boolean => before.some((later) => later.seq > seq && isDraftDropped(facts['ground'] as Ground, later.type, revision));
  const draft = before.findLast((entry) => entry.type === 'amend-draft' && !isDropped(entry));
  // A late pointer asks for nothing; one on a case that was filed and is not pursued rests on a decision or on nothing.
  if (asked?.type === 'bring-to-attention' || (isNotPursued && !received)) return undefined;
  const begun = received ?? asked;
  return begun && { issued, received, draft, newest: draft && draft.seq > begun.seq ? draft : begun, about: isNotPursued ? ('not-pursued' as const) : received ? ('not-filed' as const) : ('undecided' as const) };
}

async function writeRequest(services: Services, referral: MatterRow): Promise<boolean> {
  const { db, keyRing, clock } = services;
  const basis = basisOf(await loadLedger(db, referral.number));
  if (!basis) return false;
  const issuer = issuerNamed({ body: referral.court, office: null }, clock.now());
  // One that is only numbered is being written, or its writing broke off: the same call finishes it.
  const before = (await listPapers(db, { matter: referral.number, issuer: issuer.id })).find(({ row, versions }) => row.paper === 'oversight-request' && versions.length > 0);
  if ((before?.versions.at(-1)?.version.made_at ?? 0) >= basis.newest.recordedAt) return false;
  const { issued, received, draft, about } = basis;
  const references = [issued, draft].flatMap((entry) => entry?.facts.words ?? []);
  const words = await openWords(db, keyRing, references);
  const said = (entry: Entry | undefined, name: string): string | undefined => {
    const value = entry?.facts.words && words.get(entry.facts.words.ref)?.[name];
    return typeof value === 'string' ? value : undefined;
  };
  const [decision, text] = [said(issued, 'decisionNumber'), said(draft, 'text')];
  // Nothing is written from words that were erased.
  if ((issued && received && decision === undefined) || (draft && text === undefined)) return false;
  const ground: Ground = about === 'undecided' ? 'no-decision' : 'conditions-met';
  const body = {
    paper: 'oversight-request' as const,
    about,
    grounds: text ?? STOCK_GROUNDS[ground],
    ...(received && decision !== undefined ? { decision, receivedOn: receivedOn(received) } : {}),
    ...(before ? { newVersionOf: before.row.id, reason: draft === basis.newest ? '法院修改了提请监督的理由' : '公安机关另行作出决定' } : {}),
  };
  await writePaper(services, referral, {
    body,
    issuer,
    forBody: referral.court,
    auditActor: THE_PROGRAM,
    key: { account: referral.opened_by, key: `oversight-request:${referral.number}:${basis.newest.seq}`, body: { matter: referral.number, paper: body.paper, basis: basis.newest.seq } },
  });
  return true;
}

/** The day of a deemed receipt is the one at whose end it counts. */
export function receivedOn({ facts, receivedAt }: Entry): string {
  return typeof facts['on'] === 'string' ? facts['on'] : dayOf(receivedAt);
}
