import { ASK_POLICE, type MatterApi, type Officer } from '../rig/matter-api';
import { waitFor } from '../harness/wait-for';

/** Two courts ask for a seal on one car, and the office that keeps the registry signs for both: the later request, and the queue in which both stand. */
export async function queueOfTwoOverApi(rig: MatterApi, { court, other, desk }: { court: Officer; other: Officer; desk: Officer }, assetNumber: string): Promise<{ second: string; queue: string }> {
  const papers = ['ruling', 'enforcement-notice'].map((paper) => ({ paper, courtSeal: true, documentNumber: '（2026）粤5302执777号之一' }));
  const ask = { ...ASK_POLICE, kind: 'police.vehicle-seal', unit: 'police.vehicle-management', dataItems: [], papers, particulars: { assetNumber } };
  const first = await rig.open(court, { ...ask, caseNumber: '（2026）粤5302执901号' });
  const second = await rig.open(other, { ...ask, caseNumber: '（2026）粤5381执902号' });
  for (const request of [first, second]) await rig.give(desk, request, 'sign-receipt');
  const queue = await waitFor(async () => {
    await rig.bringPending();
    const { status, body } = await rig.ask('GET', `/matters/${second}/seals`, other);
    return status === 200 && (body['seals'] as unknown[]).length === 2 && String(body['matter']);
  });
  return { second, queue };
}
