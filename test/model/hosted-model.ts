/** Disputes on a matter between a court and the police, told a second time from the rules (三(四)) and with none of the code in workflows/. None of them ends here: that is said by the dispute. */

interface Hosted {
  question: string;
  entry: number | undefined;
  term: string | undefined;
  opened: number;
  joined: number[];
}

type Facts = Readonly<Record<string, unknown>>;

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** What is said of a dispute that one opens, by chance. */
export function disputeFactsOf(choice: number): Facts {
  return {
    question: ['answer', 'term', 'service-time', 'other', 'breach'][choice % 5],
    ...(choice % 3 === 0 ? { entry: 1 + (choice % 8) } : {}),
    ...(choice % 7 === 1 ? { term: 'answer' } : {}),
    ...(choice % 11 === 0 ? { respondent: choice % 2 ? 'court.luoding' : 'nobody' } : {}),
  };
}

export class HostedModel {
  private readonly disputes: Hosted[] = [];

  judge(side: string, facts: Facts, known: { entries: number; terms: readonly string[] }): string | undefined {
    const { entry, term, respondent } = facts;
    if (typeof entry === 'number' && entry > known.entries) return 'no-such-entry';
    if (typeof term === 'string' && !known.terms.includes(term)) return 'unknown-term';
    if (this.inTheWay(facts)) return 'dispute-open-already';
    if (respondent === 'nobody') return 'unknown-body';
    // Whose seal is first is between courts: the police dispute with the court that asked, or with another unit.
    return respondent === 'court.luoding' && side !== 'court' ? 'respondent-does-not-fit' : undefined;
  }

  open(facts: Facts, seq: number): void {
    this.disputes.push({ question: String(facts['question']), entry: numberOf(facts['entry']), term: textOf(facts['term']), opened: seq, joined: [] });
  }

  /** A contested answer is in dispute: a new one, or the one that is open already. */
  contest(answer: number, seq: number): void {
    const facts = { question: 'answer', entry: answer };
    const open = this.inTheWay(facts);
    if (open) open.joined.push(seq);
    else this.open(facts, seq);
  }

  shown(): unknown {
    return this.disputes.map(({ question, entry, term, opened, joined }) => [question, entry, term, opened, joined, 'open']);
  }

  /** One at a time on a question; of what was asked there is one question, whichever answer it was. */
  private inTheWay({ question, entry, term }: Facts): Hosted | undefined {
    return this.disputes.find((one) => one.question === question && (question === 'answer' || (one.entry === entry && one.term === term)));
  }
}

/** The same as a position shows it. */
export function disputesIn(particulars: Readonly<Record<string, unknown>> | undefined): unknown {
  const disputes = (particulars?.['disputes'] ?? []) as readonly (Partial<Hosted> & { state: string })[];
  return disputes.map(({ question, entry, term, opened, joined, state }) => [question, entry, term, opened, joined ?? [], state]);
}
