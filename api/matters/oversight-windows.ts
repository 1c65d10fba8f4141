import type { z } from 'zod';
import { formatInstant } from '../../contract/common';
import type { matterSummary } from '../../contract/matters';
import type { ListedWindow } from '../../contract/oversight-windows';
import type { Calendar } from '../../domain/calendar/calendar';
import { workingDaysLeft } from '../../domain/deadlines/due';
import type { Ground, Stage } from '../../matters/crime-referral';
import type { MatterRow } from '../../register/matters/queries';

/** The name of the term within which the court may ask, whichever decision it runs from. */
const WINDOW = 'ask';

/** Where a referral stands, by what the court still has of its time. */
export const STAGES_OF = {
  open: ['decision-served', 'decision-received'],
  undecided: ['deciding', 'refusing'],
  lapsed: ['window-closed'],
  asked: ['under-oversight'],
} as const satisfies Readonly<Record<string, readonly Stage[]>>;

/** What a referral shows beside its position. */
interface Shown {
  standingInstruction?: { covers: string; status?: 'product-default' | 'confirmed' | 'withdrawn'; version?: number; willAskAt?: number };
  draftRequest?: { ground: Ground; amendedBy?: number };
  windowClosed?: { lastDay: string };
}

/** As a line of a list. */
export function listedWindowOf(row: MatterRow, summary: z.output<typeof matterSummary>, { calendar, now }: { calendar: Calendar; now: number }): ListedWindow {
  const { standingInstruction, draftRequest, windowClosed } = row.position.particulars as unknown as Shown;
  const term = row.position.terms.find(({ name, state }) => name === WINDOW && state === 'running');
  const { covers = 'none', status, version, willAskAt } = standingInstruction ?? {};
  return {
    matter: summary,
    window: term ? { term: term.id, startOn: term.startOn, dueOn: term.dueOn, dueAt: formatInstant(term.dueAt), workingDaysLeft: workingDaysLeft(calendar, term.dueOn, now), provisional: term.provisional } : null,
    standingInstruction: { covers, status: status ?? null, version: version ?? null, willAskAt: willAskAt === undefined ? null : formatInstant(willAskAt) },
    draft: draftRequest ? { ground: draftRequest.ground, isAmended: draftRequest.amendedBy !== undefined } : null,
    lastDay: windowClosed?.lastDay ?? null,
  };
}
