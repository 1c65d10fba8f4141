import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import { checkDayList, downloadDayList, XLSX } from '../../contract/day-list';
import { formatInstant } from '../../contract/common';
import { matterScope, standingOf } from '../../domain/access/relation';
import { dayOf } from '../../domain/calendar/day';
import { findCourt } from '../../domain/catalogue/courts';
import { findKind } from '../../domain/catalogue/kinds';
import { dayText } from '../../matters/wording/dates';
import { unitName } from '../../matters/wording/words';
import { recordAudit } from '../../register/accounts/audit';
import type { Principal } from '../../register/accounts/sessions';
import { Refusal } from '../../register/errors';
import { listMatters, type MatterRow } from '../../register/matters/queries';
import { readWorkbook, MAX_WORKBOOK_BYTES } from '../day-list/read-workbook';
import { checkAnswers } from '../day-list/check-answers';
import { type ListedMatter, writeDayList } from '../day-list/write-day-list';
import { roleFor } from '../matters/access';
import { percentEncoded } from '../matters/download-headers';
import { filterOf } from '../matters/filter-of';
import { summariesOf } from '../matters/summaries';
import type { ApiRouter } from '../router';
import type { Services } from '../services';

const AT_ONCE = 200;

/** The day's list on a sheet, and answers from the same sheet. */
export function setUpDayList(router: ApiRouter, services: Services): void {
  router.handle(downloadDayList, async ({ query: { order, title, ...query }, principal, auditActor }) => {
    const now = services.clock.now();
    const found = await listMatters(services.db, matterScope(principal), filterOf(query, principal), { order, limit: AT_ONCE + 1, now, reader: principal });
    const rows = found.slice(0, AT_ONCE);
    const summaries = await summariesOf(services, principal, rows);
    const matters = rows.flatMap((row): ListedMatter[] => {
      const summary = summaries.get(row.number);
      if (!summary) return [];
      const { number, kindName, caseNumber, court, unit, office, dueOn, provisional, assignee, isContentShown } = summary;
      const due = dueOn === null ? '' : `${dayText(dueOn)}${provisional ? '（暂定）' : ''}`;
      return [{ number, kindName, caseNumber: caseNumber ?? '', court: court === null ? '' : (findCourt(court)?.name ?? court), unit: unit === null ? '' : unitName(unit, office ?? undefined, dayOf(now)), due, assignee: assignee?.name ?? '', ...(isContentShown ? answerOf(row, principal) : {}) }];
    });
    const called = title ?? '待办';
    const workbook = await writeDayList({ title: `签收清单（${called}）　${formatInstant(now).slice(0, 16).replace('T', ' ')}`, id: randomUUID(), matters, isWhole: found.length === rows.length });
    await recordAudit(services.db, { at: services.wallClock.now(), actor: auditActor, action: 'day-list-exported', details: { matters: matters.length } });
    return {
      status: 200,
      file: once(workbook),
      headers: { 'Content-Type': XLSX, 'Content-Length': String(workbook.length), 'Cache-Control': 'no-store', 'Content-Disposition': `attachment; filename*=UTF-8''${percentEncoded(`签收清单 ${called} ${dayOf(now)}.xlsx`)}` },
    };
  });

  router.handle(checkDayList, async ({ principal, req }) => ({ status: 200, body: await checkAnswers(services, principal, await readWorkbook(await bodyOf(req))) }));
}

/** Whether the officer may answer it at this stage, and in which structure. */
function answerOf({ kind: id, position }: MatterRow, principal: Principal): Pick<ListedMatter, 'answer'> {
  const kind = findKind(id);
  const { relation, side } = standingOf(principal, position.parties);
  if (!kind || !side || position.offered[side]?.includes('answer') !== true || !roleFor(principal, 'answer', relation)) return {};
  return { answer: { kind, isLifting: position.particulars['lifts'] !== undefined } };
}

async function* once(content: Buffer): AsyncGenerator<Buffer> {
  yield content;
}

async function bodyOf(req: Request): Promise<Buffer> {
  const declared = (req.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase();
  if (declared !== XLSX || req.get('content-encoding') !== undefined) throw new Refusal('sheet-unreadable');
  const parts: Buffer[] = [];
  let bytes = 0;
  try {
    // Stopping in the middle leaves the connection as it is: the refusal still has to reach the sender.
    for await (const part of req.iterator({ destroyOnReturn: false })) {
      bytes += (part as Buffer).length;
      if (bytes > MAX_WORKBOOK_BYTES) break;
      parts.push(part as Buffer);
    }
  } catch {
    throw new Refusal('document-incomplete');
  }
  if (bytes > MAX_WORKBOOK_BYTES) throw new Refusal('sheet-too-large');
  return Buffer.concat(parts);
}
