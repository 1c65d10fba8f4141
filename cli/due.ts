import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Calendar } from '../domain/calendar/calendar';
import { SHIPPED_CALENDAR, parseCalendarYear, withYear } from '../domain/calendar/calendar';
import { formatInstant, isTimeOfDay, parseInstant } from '../domain/calendar/day';
import { explainDue, isTermNumber } from '../domain/deadlines/due';
import type { Term, TermLength } from '../domain/deadlines/term';
import { InvalidInput } from '../domain/invalid-input';
import type { RuleSet } from '../domain/rule-sets';
import { RULE_SETS, getRuleSet, isTermName } from '../domain/rule-sets';
import { answerBatch } from './due-batch';
import { describeDue } from './due-text';

const USAGE = `Usage: liandong due --term TERM --from INSTANT [--rule-set ID] [--json] [--calendar FILE]...
       liandong due --batch [--calendar FILE]...

  --term TERM        3wd (working days), 7d (calendar days, rolling over a day off), 24h and 30min (by the clock),
                     or a term of the rule set by its name, such as dispute.negotiate
  --from INSTANT     the event, ISO 8601 with an offset: 2025-09-30T10:00+08:00
  --rule-set ID      ${RULE_SETS.map(({ id }) => id).join(' or ')}; without it, ${RULE_SETS[0]?.id ?? ''}
  --close HH:MM      the unit's published close of business, at which its last day ends (24:00 without it)
  --grant N          N more working days granted by the court, counted on from the old last day; may be repeated
  --json             the same as JSON
  --calendar FILE    adds or replaces a year; the file is written like those in domain/calendar/years; may be repeated
  --batch            reads JSON lines {id, rule_set, term: {kind, n}, start} on standard input,
                     writes lines {id, due_on, due_at, provisional}; kind is working-days, calendar-days, hours or minutes
`;

const OPTIONS = {
  'rule-set': { type: 'string' },
  term: { type: 'string' },
  from: { type: 'string' },
  close: { type: 'string' },
  grant: { type: 'string', multiple: true },
  calendar: { type: 'string', multiple: true },
  json: { type: 'boolean' },
  batch: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/** `liandong due`: when a term ends and why. Needs nothing but the law's data. */
export async function run(args: readonly string[]): Promise<number> {
  const options = parseOptions(args);
  if (options.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const calendar = (options.calendar ?? []).reduce(addYearFrom, SHIPPED_CALENDAR);
  if (options.batch) {
    const single = (['rule-set', 'term', 'from', 'close', 'grant', 'json'] as const).find((name) => options[name] !== undefined);
    if (single) throw new InvalidInput('has no meaning with --batch; the lines carry their own', `--${single}`);
    await answerBatch(process.stdin, process.stdout, calendar);
    return 0;
  }
  const ruleSet = getRuleSet(options['rule-set'] ?? RULE_SETS[0]?.id ?? '', '--rule-set');
  const { length, term } = parseTerm(required(options.term, '--term'), ruleSet);
  const startAt = parseInstant(required(options.from, '--from'), '--from');
  if (options.close !== undefined && !isTimeOfDay(options.close)) throw new InvalidInput(`'${options.close}' is not a time of day HH:MM`, '--close');
  const grants = (options.grant ?? []).map((text) => parseNumber(text, '--grant'));

  const explained = explainDue({ length, startAt, calendar, grants, closeOfBusiness: options.close, term });
  const { dueOn, dueAt, provisional, calendarVersion, days } = explained;
  if (options.json) {
    const json = {
      rule_set: ruleSet.id,
      term: length,
      start: formatInstant(startAt),
      due_on: dueOn,
      due_at: formatInstant(dueAt),
      provisional,
      calendar_version: calendarVersion,
      ...(term ? { force: term.force, cite: { document: term.cite.document, article: term.cite.article } } : {}),
      counting: { document: ruleSet.counting[length.kind].document, article: ruleSet.counting[length.kind].article },
      days,
    };
    process.stdout.write(`${JSON.stringify(json, null, 2)}\n`);
  } else {
    process.stdout.write(describeDue(explained, { ruleSet, startAt, term }));
  }
  return 0;
}

function parseOptions(args: readonly string[]): ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'] {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new InvalidInput(error instanceof Error ? error.message : String(error), 'arguments');
  }
}

function required(value: string | undefined, where: string): string {
  if (value === undefined) throw new InvalidInput('is missing', where);
  return value;
}

const TERM_UNITS = { wd: 'working-days', d: 'calendar-days', h: 'hours', min: 'minutes' } as const;

function parseTerm(text: string, ruleSet: RuleSet): { length: TermLength; term?: Term } {
  const parts = /^(\d+)(wd|d|h|min)$/.exec(text);
  if (parts) return { length: { kind: TERM_UNITS[parts[2] as keyof typeof TERM_UNITS], n: parseNumber(parts[1] ?? '', '--term') } };
  const term = isTermName(ruleSet, text) ? ruleSet.terms[text] : undefined;
  if (!term) throw new InvalidInput(`'${text}' is neither a length such as 3wd, 7d, 24h or 30min nor a term of ${ruleSet.id} (${Object.keys(ruleSet.terms).join(', ')})`, '--term');
  return { length: term.length, term };
}

function parseNumber(text: string, where: string): number {
  const n = Number(text);
  if (!/^\d+$/.test(text) || !isTermNumber(n)) throw new InvalidInput(`'${text}' is not a whole number from 1 to 10000`, where);
  return n;
}

function addYearFrom(calendar: Calendar, file: string): Calendar {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new InvalidInput(error instanceof Error ? error.message : String(error), '--calendar');
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new InvalidInput(`not JSON: ${error instanceof Error ? error.message : String(error)}`, file);
  }
  return withYear(calendar, parseCalendarYear(value, file));
}
