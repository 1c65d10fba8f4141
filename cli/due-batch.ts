import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Calendar } from '../domain/calendar/calendar';
import { formatInstant, parseInstant } from '../domain/calendar/day';
import { LONGEST_TERM, due, isTermNumber } from '../domain/deadlines/due';
import type { TermLength } from '../domain/deadlines/term';
import { InvalidInput } from '../domain/invalid-input';
import { getRuleSet } from '../domain/rule-sets';

const CHUNK_CHARACTERS = 64 * 1024;

/**
 * Answers JSON lines with JSON lines, one for one and in order; empty lines are skipped.
 * The first bad line ends the batch with InvalidInput that names the line; what was answered before it stands.
 */
export async function answerBatch(input: Readable, output: Writable, calendar: Calendar): Promise<void> {
  let lineNumber = 0;
  let pending = '';
  const flush = async (): Promise<void> => {
    const chunk = pending;
    pending = '';
    if (chunk !== '' && !output.write(chunk)) await once(output, 'drain');
  };
  try {
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      lineNumber += 1;
      const text = lineNumber === 1 ? line.replace(/^\uFEFF/, '') : line;
      if (text.trim() === '') continue;
      pending += `${answerLine(text, calendar, `line ${lineNumber}`)}\n`;
      if (pending.length >= CHUNK_CHARACTERS) await flush();
    }
  } finally {
    await flush();
  }
}

function answerLine(text: string, calendar: Calendar, where: string): string {
  const { id, rule_set: ruleSet, term, start } = parseLine(text, where);
  if (typeof id !== 'string' && typeof id !== 'number') throw new InvalidInput('must be a text or a number', `${where}: id`);
  if (typeof ruleSet !== 'string') throw new InvalidInput('must be the id of a rule set', `${where}: rule_set`);
  getRuleSet(ruleSet, `${where}: rule_set`);
  if (typeof start !== 'string') throw new InvalidInput('must be an ISO 8601 instant with an offset', `${where}: start`);
  const { dueOn, dueAt, provisional } = due({ length: parseLength(term, `${where}: term`), startAt: parseInstant(start, `${where}: start`), calendar });
  return JSON.stringify({ id, due_on: dueOn, due_at: formatInstant(dueAt), provisional });
}

function parseLine(text: string, where: string): Partial<Record<'id' | 'rule_set' | 'term' | 'start', unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new InvalidInput('is not JSON', where);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new InvalidInput('must be an object', where);
  return value;
}

function parseLength(value: unknown, where: string): TermLength {
  if (typeof value !== 'object' || value === null) throw new InvalidInput('must be an object {kind, n}', where);
  const { kind, n } = value as Partial<Record<'kind' | 'n', unknown>>;
  if (kind !== 'working-days' && kind !== 'calendar-days' && kind !== 'hours' && kind !== 'minutes') throw new InvalidInput(`${JSON.stringify(kind) ?? 'nothing'} is not working-days, calendar-days, hours or minutes`, `${where}.kind`);
  if (typeof n !== 'number' || !isTermNumber(n)) throw new InvalidInput(`must be a whole number from 1 to ${LONGEST_TERM}`, `${where}.n`);
  return { kind, n };
}
