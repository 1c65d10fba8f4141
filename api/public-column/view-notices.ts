import type { z } from 'zod';
import { formatInstant } from '../../contract/common';
import type { publicNotice } from '../../contract/public-column';
import { addDays, type Day, dayOf, isDay, startOfDayMs } from '../../domain/calendar/day';
import { NOTICE_FIELDS } from '../../domain/catalogue/notices';
import type { ResultField } from '../../domain/catalogue/result-fields';
import { isEnd, type SealEnd } from '../../domain/seals/queue';
import { publicName, type PersonNames, withoutPersonalNumbers } from '../../domain/publication/public-text';
import { courtName, noticeGroundName, noticeName, sealEndName, unitName } from '../../matters/wording/words';
import { openSealed, type Words } from '../../register/matters/words';
import type { PublicNoticeRow } from '../../register/public-notices/queries';
import type { Services } from '../services';

export type PublicNotice = z.output<typeof publicNotice>;
/** The field of a freeze that says until when it stands. */
const LAST_DAY = 'expiresOn';
type Content = Readonly<Record<string, string | number>>;

/** Notices as everybody sees them: the fields that are meant for the column, and nothing else of the words that they come from. */
export async function viewNotices({ db, keyRing, config, clock }: Pick<Services, 'db' | 'keyRing' | 'config' | 'clock'>, rows: readonly PublicNoticeRow[]): Promise<PublicNotice[]> {
  const words = await openSealed(db, keyRing, rows.flatMap(({ words: ref, state }) => (ref && state === 'published' ? [ref] : [])));
  return rows.map((row) => viewOf(row, words.get(row.words ?? ''), config.publicPersonNames, dayOf(clock.now())));
}

function viewOf(row: PublicNoticeRow, words: Words | undefined, personNames: PersonNames, today: Day): PublicNotice {
  const fields = NOTICE_FIELDS[row.kind];
  const published = row.state === 'published' && words ? contentOf(row, fields, (words['notice'] ?? words['result'] ?? {}) as Words, personNames) : null;
  // 四.7(3): where the freeze stands in a queue the queue says until when, renewed or not.
  const content = published && row.queued?.until_on ? { ...published, [LAST_DAY]: row.queued.until_on } : published;
  const trace = ({ at, ground }: { at: number; ground: string }) => ({ at: formatInstant(at), ground, groundName: noticeGroundName(ground) });
  return {
    id: row.id,
    kind: row.kind,
    kindName: noticeName(row.kind),
    state: row.state,
    court: row.court,
    courtName: courtName(row.court),
    unitName: unitName(row.unit, row.office ?? undefined, dayOf(row.published_at)),
    caseNumber: row.case_number,
    publishedAt: formatInstant(row.published_at),
    liftedAt: row.lifted_at === null ? null : formatInstant(row.lifted_at),
    ended: endOf(row, content, today),
    content,
    lines: content ? fields.flatMap(({ name, label }) => (content[name] === undefined ? [] : [{ label, text: String(content[name]) }])) : [],
    corrections: row.corrections.map(trace),
    withdrawn: row.withdrawn ? trace(row.withdrawn) : null,
  };
}

/** Of a freeze: that it has expired or is used up is said by no unfreezing. One that stands in no queue expires with the day that was published. */
function endOf({ kind, state, queued, lifted_at: liftedAt }: PublicNoticeRow, content: Content | null, today: Day): PublicNotice['ended'] {
  if (kind !== 'freeze' || state !== 'published' || liftedAt !== null) return null;
  const end = (at: number, how: SealEnd): PublicNotice['ended'] => ({ at: formatInstant(at), how, howName: sealEndName(how) });
  if (queued) return isEnd(queued.state) ? end(queued.since_at, queued.state) : null;
  const lastDay = content?.[LAST_DAY];
  return typeof lastDay === 'string' && isDay(lastDay) && lastDay < today ? end(startOfDayMs(addDays(lastDay, 1)), 'expired') : null;
}

function contentOf(row: PublicNoticeRow, fields: readonly ResultField[], words: Words, personNames: PersonNames): Content {
  const shown = ({ name, personal }: ResultField, value: unknown): string | number | undefined => {
    if (typeof value === 'number') return value;
    if (typeof value !== 'string') return undefined;
    if (!personal) return withoutPersonalNumbers(value);
    return publicName(value, (name === 'transferee' ? row.transferee_type : row.holder_type) ?? 'natural-person', personNames);
  };
  return Object.fromEntries(fields.flatMap((field) => {
    const text = shown(field, words[field.name]);
    return text === undefined ? [] : [[field.name, text]];
  }));
}
