import { Refusal } from '../../register/errors';

/** All that may stand before the first tag. */
const DECLARATION = /^\uFEFF?<\?xml[^<>]*\?>/;
/** One tag, read as strictly as any program writes it: no step is taken twice, so that no text makes this slow. */
const TAG = /<\/?([\w.-]+:)?([\w.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*\/?>/y;
const REFERENCE = /\sr\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const CELL = /^([A-Z]{1,3})(\d{1,7})$/;

export interface Bounds {
  readonly rows: number;
  readonly columns: number;
}

/**
 * Looks over the XML of a workbook's part before anything is built from it: a row or cell whose number lies beyond `bounds` would have the reader fill everything before it.
 * Comments, entities and whatever else no program writes are refused: nothing is read here otherwise than there.
 * Refusals: sheet-unreadable, sheet-too-large, sheet-has-formulas.
 */
export function checkMarkup(xml: string, bounds: Bounds): void {
  let cell = '';
  const declaration = DECLARATION.exec(xml)?.[0] ?? '';
  for (let at = xml.indexOf('<', declaration.length); at >= 0; at = xml.indexOf('<', TAG.lastIndex)) {
    TAG.lastIndex = at;
    const [, , name, attributes = ''] = TAG.exec(xml) ?? [];
    if (name === undefined) throw new Refusal('sheet-unreadable');
    if (name === 'row' || name === 'c') for (const [, double, single] of attributes.matchAll(REFERENCE)) cell = checkReference(name, double ?? single ?? '', bounds);
    if (name === 'f') throw new Refusal('sheet-has-formulas', { cell });
  }
}

function checkReference(name: 'row' | 'c', reference: string, { rows, columns }: Bounds): string {
  const [, letters = '', digits = ''] = (name === 'row' ? /^()(\d{1,7})$/ : CELL).exec(reference) ?? [];
  if (digits === '') throw new Refusal('sheet-unreadable');
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  if (Number(digits) > rows || column > columns) throw new Refusal('sheet-too-large');
  return name === 'c' ? reference : '';
}
