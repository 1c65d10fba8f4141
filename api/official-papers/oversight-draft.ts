import type { z } from 'zod';
import type { oversightDraft } from '../../contract/oversight-windows';
import { dayOf } from '../../domain/calendar/day';
import type { Ground } from '../../matters/crime-referral';
import type { Entry } from '../../matters/ledger';
import { composePaper } from '../../papers/compose';
import { loadLedger } from '../../register/matters/entries';
import type { MatterRow } from '../../register/matters/queries';
import { openWords } from '../../register/matters/words';
import type { Services } from '../services';
import { gatherFacts } from './gather-facts';
import { issuerNamed } from './issuer';
import { basisOf, receivedOn, STOCK_GROUNDS } from './write-oversight-requests';

/** What a referral shows of the request that lies drafted. */
export interface Drafted {
  ground: Ground;
  /** The entry by which the court wrote its own text. */
  amendedBy?: number;
}

/** 四.7(4): the 提请监督函 as it would go out now, from the same template as the paper. It names no person: whoever sends it knows of whom it speaks. Also the entries whose words stand in it. */
export async function composeOversightDraft(services: Services, row: MatterRow, { ground, amendedBy }: Drafted): Promise<{ draft: z.output<typeof oversightDraft>; entries: readonly number[] }> {
  const now = services.clock.now();
  const ledger = await loadLedger(services.db, row.number);
  const basis = basisOf(ledger);
  // Served and not signed for yet: asked now, it counts as received now.
  const issued = basis?.issued ?? (row.stage === 'decision-served' ? ledger.findLast(({ type }) => type === 'issue-decision') : undefined);
  const own = ledger.find(({ seq }) => seq === amendedBy);
  const written = [issued, own].filter((entry) => entry !== undefined);
  const words = await openWords(services.db, services.keyRing, written.flatMap(({ facts }) => facts.words ?? []));
  const said = (entry: Entry | undefined, name: string): string | undefined => {
    const found = words.get(entry?.facts.words?.ref ?? '')?.[name];
    return typeof found === 'string' ? found : undefined;
  };
  const issuer = issuerNamed({ body: row.court, office: null }, now).name;
  const { facts } = await gatherFacts(services, row, { paper: 'oversight-request' }, { issuerName: issuer, now });
  const grounds = said(own, 'text') ?? STOCK_GROUNDS[issued ? 'conditions-met' : 'no-decision'];
  const about = issued ? (basis?.about === 'not-pursued' ? 'not-pursued' : 'not-filed') : 'undecided';
  const named = issued ? { decision: said(issued, 'decisionNumber') ?? '', receivedOn: basis?.received ? receivedOn(basis.received) : dayOf(now) } : {};
  const { title, addressee = '', blocks, attachments } = composePaper({ ...facts, people: {}, number: '' }, { paper: 'oversight-request', about, grounds, ...named });
  return {
    draft: { title, addressee, paragraphs: blocks.flatMap((block) => (block.type === 'text' ? [block.text] : [])), attachments: [...attachments], issuer, ground, isAmended: own !== undefined },
    entries: written.map(({ seq }) => seq),
  };
}
