import type { z } from 'zod';
import { formatInstant } from '../../contract/common';
import type { ListedDispute } from '../../contract/dispute-list';
import type { matterSummary } from '../../contract/matters';
import { dayOf } from '../../domain/calendar/day';
import type { Calendar } from '../../domain/calendar/calendar';
import { workingDaysLeft, workingDaysOf } from '../../domain/deadlines/due';
import type { Question } from '../../matters/dispute';
import { questionName, unitName } from '../../matters/wording/words';
import type { MatterRow } from '../../register/matters/queries';

/** What a dispute shows beside its position. */
interface Shown {
  question: Question;
  disputed: string;
  positions: readonly { side?: string }[];
  submittedAt?: number;
  opinion?: { proposals: readonly { answer: string }[] };
}

/** As a line of a list. `kindNames` has the disputed matters that exist for the reader. */
export function listedDisputeOf(row: MatterRow, summary: z.output<typeof matterSummary>, { kindNames, body, calendar, now }: { kindNames: ReadonlyMap<string, string>; body: string | null; calendar: Calendar; now: number }): ListedDispute {
  const { question, disputed, positions, submittedAt, opinion } = row.position.particulars as unknown as Shown;
  const talks = row.position.terms.find(({ id }) => id === 'negotiate');
  return {
    matter: summary,
    question,
    questionName: questionName(question),
    disputed: { matter: disputed, kindName: kindNames.get(disputed) ?? null },
    sides: row.position.parties.map(({ side, body: party, office }) => ({ side, body: party, name: unitName(party, office, dayOf(row.opened_at)), isOwn: party === body, statements: positions.filter((one) => one.side === side).length })),
    talks: talks
      ? { dueOn: talks.dueOn, dueAt: formatInstant(talks.dueAt), workingDaysLeft: talks.state === 'running' ? workingDaysLeft(calendar, talks.dueOn, now) : null, prolongedBy: talks.grants.map(workingDaysOf), provisional: talks.provisional }
      : null,
    submittedAt: submittedAt === undefined ? null : formatInstant(submittedAt),
    proposalsAwaited: (opinion?.proposals ?? []).filter(({ answer }) => answer === 'awaited').length,
  };
}

/** The matter that a dispute is about. */
export function disputedBy(row: MatterRow): string {
  return (row.position.particulars as unknown as Shown).disputed;
}
