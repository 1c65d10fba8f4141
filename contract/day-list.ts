import { z } from 'zod';
import { matterFilters, matterOrder } from './matters';
import { line } from './common';
import { route } from './route';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const downloadDayList = route({
  method: 'get',
  path: '/day-list',
  operationId: 'downloadDayList',
  tag: 'matters',
  summary: '当日清单（XLSX）',
  description: 'The first 200 matters of a list as a workbook, whose title says so where there are more: 签收清单, and for each kind that the officer may answer now a sheet with the columns of its answer, a row each; a further row without a number holds another item of a list. No personal data. Recorded.',
  auth: 'account',
  query: z.strictObject({ ...matterFilters, order: matterOrder, title: line(30).optional().meta({ description: 'What the list is called' }) }),
  responses: { 200: { description: 'The workbook', mediaTypes: [XLSX] } },
});

const row = z.strictObject({ sheet: z.string(), row: z.int().meta({ description: 'As the program that shows the sheet counts' }), matter: z.string() });
const sheetAnswers = z
  .strictObject({
    rows: z.array(
      z.discriminatedUnion('status', [
        row.extend({ status: z.literal('ready') }),
        row.extend({ status: z.literal('refused'), code: z.string(), title: z.string(), detail: z.string().optional(), cells: z.array(z.strictObject({ row: z.int(), column: z.string().meta({ description: 'Its heading' }), message: z.string() })) }),
      ]),
    ),
    commands: z.array(z.strictObject({ matter: z.string(), command: z.literal('answer'), body: z.record(z.string(), z.unknown()) })).meta({ description: 'Of the ready ones, as POST /commands/batch takes them' }),
    key: z.string().meta({ description: 'The Idempotency-Key to give them with: the same for the same answers from the same list, so that uploading twice does nothing twice' }),
  })
  .meta({ title: '答复表检查结果' });
export type SheetAnswers = z.output<typeof sheetAnswers>;

export const checkDayList = route({
  method: 'post',
  path: '/day-list/answers',
  operationId: 'checkDayList',
  tag: 'matters',
  summary: '检查填写好的答复表',
  description: 'The workbook of GET /day-list with answers filled in: what would become of each, and nothing is done. Matters with nothing filled in are left out. What is ready is then given with POST /commands/batch. Up to 200 answers and 2 MB; formulas and macros are refused.',
  auth: 'account',
  upload: { mediaTypes: [XLSX] },
  responses: { 200: { description: 'A result for each matter that was answered', body: sheetAnswers } },
  refusals: ['sheet-unreadable', 'sheet-too-large', 'sheet-has-formulas'],
});
