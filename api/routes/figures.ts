import { z } from 'zod';
import { formatInstant } from '../../contract/common';
import * as contract from '../../contract/figures';
import { dayOf } from '../../domain/calendar/day';
import { countWorkingDaysBetween } from '../../domain/deadlines/due';
import { recordAudit } from '../../register/accounts/audit';
import type { Principal } from '../../register/accounts/sessions';
import { type EventCursor, type FigureEvent, type FigureFilter, listEvents } from '../../register/figures/events';
import { findMatters } from '../../register/matters/queries';
import { type Cell, csvOf } from '../figures/csv';
import { MATTER_COLUMNS, rowOfCounted, tableOf } from '../figures/figures-table';
import { gatherFigures } from '../figures/gather-figures';
import { figuresFor } from '../figures/period';
import { xlsxOf } from '../figures/xlsx';
import { summariesOf } from '../matters/summaries';
import { decodeCursor, pageFrom } from '../pagination';
import { fileOf } from '../file-of';
import type { ApiRouter } from '../router';
import type { Services } from '../services';

const cursorShape = z.tuple([z.int(), z.string().max(40), z.string().max(80), z.string().max(200)]);
const EXPORTED_AT_ONCE = 500;

/** 四.2, 四.5: how assistance goes, in numbers, and what stands behind each. */
export function setUpFigures(router: ApiRouter, services: Services): void {
  const { db, clock, wallClock, calendars } = services;

  router.handle(contract.readFigures, async ({ query, principal }) => ({ status: 200, body: await gatherFigures(services, figuresFor(principal, query, clock.now())) }));

  router.handle(contract.listFigureMatters, async ({ query: { cell, limit, cursor, ...query }, principal }) => {
    const after = decodeCursor(cursor, cursorShape);
    const events = await listEvents(db, figuresFor(principal, query, clock.now()), cell, { limit: limit + 1, ...(after ? { after } : {}) });
    const views = await viewsOf(events.slice(0, limit), principal);
    const { nextCursor } = pageFrom(events, limit, (event) => event, positionOf);
    return { status: 200, body: { items: views, nextCursor } };
  });

  router.handle(contract.exportFigures, async ({ query: { format, ...query }, principal }) => {
    const figures = await gatherFigures(services, figuresFor(principal, query, clock.now()));
    const file = format === 'xlsx' ? fileOf(await xlsxOf('督办统计', tableOf(figures), 2)) : fileOf(csvOf(tableOf(figures)));
    return fileReply(`督办统计_${figures.from}_${figures.to}`, format, file);
  });

  router.handle(contract.exportFigureMatters, async ({ query: { cell, format, ...query }, principal, auditActor }) => {
    const filter = figuresFor(principal, query, clock.now());
    await recordAudit(db, { at: wallClock.now(), actor: auditActor, action: 'figures-exported', details: { cell, format, ...query } });
    const name = `督办事项_${filter.from}_${filter.to}`;
    return format === 'xlsx' ? fileReply(name, format, workbookOf(filter, cell, principal)) : fileReply(name, format, linesOf(filter, cell, principal));
  });

  async function* rowsOf(filter: FigureFilter, cell: string, principal: Principal): AsyncGenerator<(readonly Cell[])[]> {
    for (let after: EventCursor | undefined; ; ) {
      const events = await listEvents(db, filter, cell, { limit: EXPORTED_AT_ONCE, ...(after ? { after } : {}) });
      const last = events.at(-1);
      if (!last) return;
      yield (await viewsOf(events, principal)).map(rowOfCounted);
      after = positionOf(last);
    }
  }

  async function* linesOf(filter: FigureFilter, cell: string, principal: Principal): AsyncGenerator<Buffer> {
    yield Buffer.from(csvOf([MATTER_COLUMNS]));
    for await (const rows of rowsOf(filter, cell, principal)) yield Buffer.from(csvOf(rows, { isFirst: false }));
  }

  /** A workbook is known only whole. */
  async function* workbookOf(filter: FigureFilter, cell: string, principal: Principal): AsyncGenerator<Buffer> {
    const all: (readonly Cell[])[] = [MATTER_COLUMNS];
    for await (const rows of rowsOf(filter, cell, principal)) all.push(...rows);
    yield await xlsxOf('事项', all);
  }

  async function viewsOf(events: readonly FigureEvent[], principal: Principal): Promise<contract.CountedView[]> {
    const rows = await findMatters(db, [...new Set(events.map(({ number }) => number))]);
    const summaries = await summariesOf(services, principal, rows);
    return Promise.all(
      events.flatMap(({ number, cell, term, at, ...taken }) => {
        const matter = summaries.get(number);
        if (!matter) return [];
        return [workingDaysOf(at, taken).then((workingDays) => ({ matter, cell, term: term === '' ? null : term, at: formatInstant(at), workingDays }))];
      }),
    );
  }

  async function workingDaysOf(answeredAt: number, { calendarVersion, receivedOn }: Pick<FigureEvent, 'calendarVersion' | 'receivedOn'>): Promise<number | null> {
    return calendarVersion === null || receivedOn === null ? null : countWorkingDaysBetween(await calendars.version(calendarVersion), receivedOn, dayOf(answeredAt));
  }
}

function positionOf({ at, number, cell, term }: FigureEvent): EventCursor {
  return [at, number, cell, term];
}

function fileReply(name: string, format: keyof typeof contract.FILE_TYPES, file: AsyncIterable<Buffer>) {
  return { status: 200, file, headers: { 'Content-Type': contract.FILE_TYPES[format], 'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(`${name}.${format}`)}`, 'Cache-Control': 'no-store' } };
}
