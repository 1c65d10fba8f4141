import { z } from 'zod';
import { formatInstant, isDay, parseInstant } from '../domain/calendar/day';

/** Control characters but line feed and tab; JSON carries them, PostgreSQL refuses NUL, and terminals and mails act on others. */
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/;
const LONE_SURROGATE = /\p{Surrogate}/u;
const LINE_BREAK = /[\n\t\u2028\u2029]/;

/** Text that can be stored and shown as it is. */
export function isSafeText(text: string): boolean {
  return !CONTROL.test(text) && !LONE_SURROGATE.test(text);
}

/** Several lines of prose, trimmed; CR LF becomes LF. */
export function text(maxLength: number) {
  return z
    .string()
    .max(maxLength)
    .overwrite((value) => value.replace(/\r\n?/g, '\n').trim())
    .min(1)
    .refine(isSafeText, { error: '含有控制字符或残缺字符', params: { code: 'unsafe-text' } });
}

/** One line, trimmed. */
export function line(maxLength: number) {
  return z
    .string()
    .max(maxLength)
    .trim()
    .min(1)
    .refine((value) => isSafeText(value) && !LINE_BREAK.test(value), { error: '含有控制字符或换行', params: { code: 'unsafe-text' } });
}

/** What an officer writes: a reason, a question, a remark. */
export const note = text(4000);

/** A code, a name of a paper or a seal, a number of a document. */
export const reference = line(200);

/** A telephone number as people write it. */
export const phone = z.string().trim().regex(/^\+?[0-9 -]{3,20}$/, '电话号码有误').meta({ examples: ['0766-110'] });

export const uuid = z.uuid();

/** The number of a matter. */
export const matterNumber = z.string().regex(/^[A-Z]{2}-\d{4}-\d{6}$/).meta({ title: '编号', examples: ['AR-2026-000123'] });

/** The documents that an act carries: uploaded before, each under the title that it has here. */
export const documents = z
  .array(z.strictObject({ document: uuid, title: note.meta({ title: '标题' }) }))
  .max(50)
  .refine((given) => new Set(given.map(({ document }) => document)).size === given.length, { error: '同一文书只能附一次', params: { code: 'document-given-twice' } })
  .meta({ title: '所附文书', description: 'Each uploaded before (POST /documents) by the same body, and carried by one act only' });
export type DocumentsGiven = z.output<typeof documents>;

export const day = z
  .string()
  .refine(isDay, { error: '不是 1900 至 2999 年间形如 2025-10-11 的日期', params: { code: 'not-a-day' } })
  .meta({ format: 'date', examples: ['2025-10-11'] });

/** An instant as people and programs write it, always with an offset; read as epoch milliseconds. */
export const instant = z
  .string()
  .max(40)
  .meta({ format: 'date-time', examples: ['2025-09-30T10:00:00+08:00'] })
  .transform((value, context) => {
    try {
      return parseInstant(value);
    } catch {
      context.issues.push({ code: 'custom', message: '不是带时差的 ISO 8601 时间', params: { code: 'not-an-instant' }, input: value });
      return z.NEVER;
    }
  });

/** An instant in an answer: ISO 8601 in UTC+8. */
export const instantText = z.string().meta({ format: 'date-time', examples: ['2025-09-30T10:00:00+08:00'] });
export { formatInstant };

const MAX_PAGE_SIZE = 100;

/** Query of a list: pages follow a cursor that the previous page gave. */
export const pageQuery = {
  limit: z
    .string()
    .regex(/^[1-9]\d{0,3}$/)
    .transform(Number)
    .pipe(z.int().max(MAX_PAGE_SIZE))
    .default(20),
  cursor: z.string().max(500).regex(/^[\w-]+$/).optional(),
};

export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() });
}
