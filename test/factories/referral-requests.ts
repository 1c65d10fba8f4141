import { pdfOf } from './documents';
import type { MatterApi, Officer } from '../rig/matter-api';

/** A referral of a crime in Luoding, with one piece of evidence, as a court of the platform makes it over the API. */
export async function openReferralOverApi(rig: MatterApi, court: Officer, over: Record<string, unknown> = {}): Promise<string> {
  const document = await rig.document(court, pdfOf(`证据${Math.random()}`));
  return rig.open(court, {
    kind: 'police.crime-referral',
    debtor: { type: 'natural-person', name: '钱不还' },
    purpose: '拒不执行判决，移送侦查',
    dataItems: [],
    papers: [{ paper: 'evidence-volume', courtSeal: true }, { paper: 'evidence-catalogue', courtSeal: true }],
    documents: [{ document, title: '证据一' }],
    particulars: { crime: 'refusal-to-perform', placeOfCrime: 'luoding', evidence: [{ item: '证据一', document }] },
    ...over,
  });
}

/** From acceptance to the written refusal, which the court has not signed for yet. */
export async function issueRefusalOverApi(rig: MatterApi, police: Officer, referral: string): Promise<void> {
  await rig.give(police, referral, 'accept');
  // Not before the acceptance.
  await rig.give(police, referral, 'decide-not-to-file', { decidedAt: new Date().toISOString(), reasons: '证据不足' });
  await rig.give(police, referral, 'issue-decision', { decisionNumber: '罗公刑不立字〔2026〕1号', reasons: '证据不足', documents: [{ document: await rig.document(police), title: '决定书' }] });
}

/** From acceptance to the written refusal in the court's hands. */
export async function refuseOverApi(rig: MatterApi, { court, police }: { court: Officer; police: Officer }, referral: string): Promise<void> {
  await issueRefusalOverApi(rig, police, referral);
  await rig.give(court, referral, 'sign-decision');
}
