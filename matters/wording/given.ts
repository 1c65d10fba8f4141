import type { Day } from '../../domain/calendar/day';
import { isDay } from '../../domain/calendar/day';
import { instantText, untilText } from './dates';
import { termName } from './words';

/** What a message says: a headline for subjects and lists, and one or two sentences. */
export interface Wording {
  readonly title: string;
  readonly sentence: string;
}

export type Given = Readonly<Record<string, string | number | boolean>>;
export type Writer = (given: Given) => Wording;

/** The message was written down without something that its words need. */
export class IncompleteMessage extends Error {
  constructor(name: string) {
    super(`the message lacks ${name}`);
    this.name = 'IncompleteMessage';
  }
}

export function wording(title: string, sentence: string): Wording {
  return { title, sentence };
}

export function term(given: Given): string {
  return termName(text(given, 'term'));
}

export function until(given: Given): string {
  return untilText(day(given, 'dueOn'), instant(given, 'dueAt'));
}

export function text(given: Given, name: string): string {
  const value = given[name];
  if (typeof value !== 'string') throw new IncompleteMessage(name);
  return value;
}

export function day(given: Given, name: string): Day {
  const value = text(given, name);
  if (!isDay(value)) throw new IncompleteMessage(name);
  return value;
}

export function moment(given: Given, name: string): string {
  return instantText(count(given, name));
}

export function count(given: Given, name: string): number {
  const value = given[name];
  if (typeof value !== 'number') throw new IncompleteMessage(name);
  return value;
}

export function instant(given: Given, name: string): number | undefined {
  const value = given[name];
  return typeof value === 'number' ? value : undefined;
}
