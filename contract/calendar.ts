import { z } from 'zod';
import { day, instant, instantText, line } from './common';
import { route } from './route';

const office = z.strictObject({ id: z.string(), name: z.string(), place: z.string(), desk: z.string().nullable(), kinds: z.array(z.string()) });
const unit = z.strictObject({ id: z.string(), no: z.int().nullable(), name: z.string(), shortName: z.string(), desk: z.string().nullable(), kinds: z.array(z.string()), offices: z.array(office) }).meta({ title: '单位' });
const court = z.strictObject({ id: z.string(), name: z.string(), level: z.enum(['intermediate', 'basic']), place: z.string() }).meta({ title: '法院' });
const kind = z.strictObject({ id: z.string(), name: z.string(), unit: z.string(), clause: z.string() }).meta({ title: '事项' });

export const listUnits = route({
  method: 'get',
  path: '/units',
  operationId: 'listUnits',
  tag: 'catalogue',
  summary: '法院、单位、部门与事项',
  auth: 'account',
  responses: { 200: { description: 'What is in force today', body: z.strictObject({ on: day, courts: z.array(court), units: z.array(unit), kinds: z.array(kind) }) } },
});

const calendarYear = z.strictObject({
  year: z.int(),
  notice: z.strictObject({ title: z.string(), number: z.string(), publishedOn: day }),
  holidays: z.array(z.strictObject({ name: z.string(), days: z.array(day) })),
  makeUpDays: z.array(day),
});

export const readCalendar = route({
  method: 'get',
  path: '/calendar',
  operationId: 'readCalendar',
  tag: 'calendar',
  summary: '工作日历',
  auth: 'account',
  query: z.strictObject({ year: z.string().regex(/^[12]\d{3}$/).transform(Number).optional() }),
  responses: { 200: { description: 'The published years; dates beyond them are provisional', body: z.strictObject({ version: z.int(), publishedUntil: day.nullable(), years: z.array(calendarYear) }) } },
});

export const readCalendarDays = route({
  method: 'get',
  path: '/calendar/{year}/days',
  operationId: 'readCalendarDays',
  tag: 'calendar',
  summary: '一年的每一天',
  auth: 'account',
  params: z.strictObject({ year: z.string().regex(/^(19|2\d)\d{2}$/).transform(Number) }),
  responses: {
    200: {
      description: 'What every day of the year is, by the calendar in force; uncertain where no notice covers the year',
      body: z.strictObject({
        year: z.int(),
        version: z.int(),
        isPublished: z.boolean(),
        workingDays: z.int(),
        days: z.array(z.strictObject({ day, weekday: z.int().min(1).max(7), kind: z.enum(['working-day', 'make-up-day', 'weekend', 'holiday']), name: z.string().nullable(), certain: z.boolean() })),
      }),
    },
  },
});

/** `3wd`, `24h`, `30min`, `7d`. */
const termText = z.string().regex(/^[1-9]\d{0,3}(wd|h|min|d)$/).meta({ examples: ['3wd', '24h', '30min', '7d'], description: 'Working days, hours or minutes by the clock, or days by the calendar' });

export const explainTerm = route({
  method: 'get',
  path: '/calendar/explain',
  operationId: 'explainTerm',
  tag: 'calendar',
  summary: '期限如何计算',
  auth: 'account',
  query: z.strictObject({ term: termText, from: instant }),
  responses: {
    200: {
      description: 'When a term ends, and what every day on the way counted for',
      body: z.strictObject({
        term: z.string(),
        from: instantText,
        dueOn: day,
        dueAt: instantText,
        provisional: z.boolean(),
        calendarVersion: z.int(),
        days: z.array(
          z.strictObject({
            day,
            weekday: z.int().min(1).max(7),
            as: line(20),
            kind: line(20),
            name: z.string().optional(),
            count: z.int().optional(),
            certain: z.boolean(),
          }),
        ),
      }),
    },
  },
});
