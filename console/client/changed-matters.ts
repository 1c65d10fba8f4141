import type { Query, QueryClient } from '@tanstack/react-query';

/** Everybody hears of a change at the same moment, and must not ask at the same moment. */
const SPREAD_MS = 2_000;
/** A long list is many questions; where none of its lines has changed, a new one may wait so long. */
const LONG_LIST_MS = 30_000;

/** What has changed and is to be read again: what happens within two seconds together, a list of several pages at once only where one of its lines has changed. */
export class ChangedMatters {
  private numbers = new Set<string>();
  private isAll = false;
  private soon: ReturnType<typeof setTimeout> | undefined;
  private later: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly queries: QueryClient,
    private readonly random: () => number = Math.random,
  ) {}

  add(numbers: readonly string[], isAll: boolean): void {
    for (const number of numbers) this.numbers.add(number);
    this.isAll ||= isAll;
    this.soon ??= setTimeout(() => this.read(), this.random() * SPREAD_MS);
  }

  /** Whoever signs out asks nothing more. */
  forget(): void {
    clearTimeout(this.soon);
    clearTimeout(this.later);
    this.soon = this.later = undefined;
    this.numbers = new Set();
    this.isAll = false;
  }

  private read(): void {
    const { numbers, isAll } = this;
    this.soon = undefined;
    this.numbers = new Set();
    this.isAll = false;
    let isAnyLeft = false;
    void this.queries.invalidateQueries({
      predicate: (query) => {
        const [what, which] = query.queryKey;
        if (what === 'matter') return isAll || numbers.has(String(which));
        if (what === 'notifications') return true;
        if (what !== 'matters' || which === 'counts') return false;
        const mayWait = !isAll && isLong(query) && !shows(query, numbers);
        isAnyLeft ||= mayWait;
        return !mayWait;
      },
    });
    if (isAnyLeft) this.later ??= setTimeout(() => this.readLong(), LONG_LIST_MS);
  }

  private readLong(): void {
    this.later = undefined;
    void this.queries.invalidateQueries({ predicate: (query) => query.queryKey[0] === 'matters' && isLong(query) });
  }
}

interface Pages {
  readonly pages?: readonly { readonly items?: readonly { readonly number?: string }[] }[];
}

function pagesOf({ state }: Query): NonNullable<Pages['pages']> {
  return (state.data as Pages | undefined)?.pages ?? [];
}

function isLong(query: Query): boolean {
  return pagesOf(query).length > 1;
}

function shows(query: Query, numbers: ReadonlySet<string>): boolean {
  return pagesOf(query).some(({ items }) => items?.some(({ number }) => number !== undefined && numbers.has(number)) === true);
}
