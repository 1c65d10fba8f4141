import { createHash } from 'node:crypto';
import type { SheetAnswers } from '../../contract/day-list';
import { COMMANDS } from '../../contract/commands';
import { findKind } from '../../domain/catalogue/kinds';
import { canonicalJson } from '../../register/canonical-json';
import type { Principal } from '../../register/accounts/sessions';
import { Refusal } from '../../register/errors';
import { roleFor, sightContent } from '../matters/access';
import { checkOfKind } from '../matters/give-command';
import { chineseMessages, fieldErrors, wordsOf } from '../problems';
import type { Services } from '../services';
import { answerColumns, headingAt, headingsOf, OUTCOME_HEADING } from './answer-columns';
import { type AnswerRows, answerRowsIn, bodyFrom, type CellError, isAnswered, isAsListed } from './read-answers';
import type { Sheet } from './read-workbook';
import { LIST_MARK, LIST_SHEET } from './write-day-list';

const AT_ONCE = 200;
/** Rows with something beside what the list itself says, whatever it is. */
const MOST_WRITTEN_INTO = 1_000;
type Row = SheetAnswers['rows'][number];

/**
 * What would become of the answers in a workbook, row by row, without doing anything; and, of those that can be given, the list to give them with, under a
 * key that is the same for the same answers from the same list. Refusal: sheet-too-large.
 */
export async function checkAnswers(services: Services, principal: Principal, sheets: readonly Sheet[]): Promise<SheetAnswers> {
  const all = answerRowsIn(sheets, OUTCOME_HEADING).filter((given) => !isAsListed(given));
  // Before anything is looked up: each of them costs queries.
  if (all.length > MOST_WRITTEN_INTO) throw new Refusal('sheet-too-large');
  const rows: Row[] = [];
  const commands: SheetAnswers['commands'] = [];
  const seen = new Set<string>();
  for (const given of all) {
    const checked = await checkOne(services, principal, given, seen.has(given.matter));
    if (!checked) continue;
    seen.add(given.matter);
    rows.push(checked.row);
    if (checked.body) commands.push({ matter: given.matter, command: 'answer', body: checked.body });
    if (rows.length > AT_ONCE) throw new Refusal('sheet-too-large');
  }
  const key = createHash('sha256').update(canonicalJson([markIn(sheets), commands])).digest('hex');
  return { rows, commands, key: `sheet-${key}` };
}

/** Undefined: nothing was written into it. */
async function checkOne(services: Services, principal: Principal, given: AnswerRows, isAgain: boolean): Promise<{ row: Row; body?: Record<string, unknown> } | undefined> {
  const at = { sheet: given.sheet, row: given.row, matter: given.matter };
  try {
    const { row, relation, side } = await sightContent(services, principal, given.matter);
    const kind = findKind(row.kind);
    if (!kind) throw new Refusal('not-awaited');
    const columns = answerColumns(kind, { isLifting: row.position.particulars['lifts'] !== undefined });
    if (!isAnswered(given, headingsOf(columns))) return undefined;
    if (isAgain) throw new Refusal('matter-listed-twice');
    if (row.closed_at !== null) throw new Refusal('matter-closed');
    if (!side || !roleFor(principal, 'answer', relation)) throw new Refusal('not-permitted');
    if (row.position.offered[side]?.includes('answer') !== true) throw new Refusal('not-awaited');
    const { body, errors } = bodyFrom(given, columns);
    const wrong: CellError[] = [...errors];
    const placed = (path: string, message: string): void => void wrong.push({ row: given.row, column: headingAt(columns, path) ?? path, message });
    const parsed = COMMANDS.answer.body.safeParse(body, { error: chineseMessages });
    for (const { path, message } of parsed.success ? [] : fieldErrors(parsed.error)) placed(path, message);
    try {
      checkOfKind(row, 'answer', body, services.clock.now());
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      for (const { path, message } of wordsOf(error).errors ?? []) placed(path, message);
    }
    // A cell that could not be read is missing as well: said once.
    const once = wrong.filter(({ column }, index) => wrong.findIndex((other) => other.column === column) === index);
    if (once.length > 0) return { row: { ...at, status: 'refused', code: 'invalid-body', title: '填写有误', cells: once } };
    return { row: { ...at, status: 'ready' }, body };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, title, detail } = wordsOf(error);
    return isBlank(given) ? undefined : { row: { ...at, status: 'refused', code, title, ...(detail === undefined ? {} : { detail }), cells: [] } };
  }
}

/** Of a matter that cannot be looked at, whose columns are not known: the outcome is what an answer begins with. */
function isBlank(given: AnswerRows): boolean {
  return !isAnswered(given, [OUTCOME_HEADING]);
}

function markIn(sheets: readonly Sheet[]): string {
  const row = sheets.find(({ name }) => name === LIST_SHEET)?.rows.find(([first]) => first === LIST_MARK);
  return String(row?.[1] ?? '');
}
