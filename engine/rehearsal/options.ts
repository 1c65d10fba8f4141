import { parseArgs } from 'node:util';
import { parseInstant } from '../../domain/calendar/day';
import { FASTEST_SPEED } from '../../contract/rehearsal';
import { EngineError } from '../errors';
import type { Story } from './story';
import { STORIES } from './stories';

/** Three working days before the October holiday of 2026, a Monday. */
const USUAL_START = '2026-09-28T08:30';
const SECONDS_PER_DAY = 86_400;
const SECONDS_OF_UNIT = { ms: 0.001, s: 1, m: 60, h: 3_600 } as const;

const USAGE = `npm run rehearsal -- [--at 2026-09-28T08:30] [--day 10s] [--fresh]
npm run rehearsal -- --play [NAME]

  --at INSTANT   when the rehearsal begins, in China Standard Time; only for a new or a fresh one (default ${USUAL_START})
  --day LENGTH   how long a day takes: 10s, 2m, 1h; without it the clock stands still until it is moved
  --fresh        empties the rehearsal first: its own data alone
  --play [NAME]  plays a story from beginning to end in a rehearsal of its own, prints it and ends: ${STORIES.map(({ name }) => name).join(', ')}`;

export interface RehearsalOptions {
  /** Epoch ms. */
  beginsAt: number;
  /** Whether `--at` was given. */
  mustBegin: boolean;
  /** Virtual per real time; 0: the clock stands still. */
  speed: number;
  isFresh: boolean;
  story: Story | undefined;
}

/** Reads the command line; a mistake is an EngineError with the usage. */
export function parseRehearsalOptions(args: readonly string[]): RehearsalOptions {
  const { values, positionals } = parse(args);
  const [name, ...rest] = positionals;
  if (rest.length > 0 || (name !== undefined && !values.play)) throw new EngineError(`what is ${[...(values.play ? rest : positionals)].join(' ')}?\n\n${USAGE}`);
  if (values.play && (values.at !== undefined || values.day !== undefined)) throw new EngineError(`a story brings its own time: --play goes without --at and --day\n\n${USAGE}`);
  return {
    beginsAt: instantOf(values.at ?? USUAL_START),
    mustBegin: values.at !== undefined,
    speed: values.day === undefined ? 0 : speedOf(values.day),
    isFresh: values.fresh ?? false,
    story: values.play ? storyOf(name) : undefined,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { at: { type: 'string' }, day: { type: 'string' }, fresh: { type: 'boolean' }, play: { type: 'boolean' } } });
  } catch (error) {
    throw new EngineError(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}

function instantOf(text: string): number {
  const hasOffset = /(Z|[+-]\d{2}:\d{2})$/.test(text);
  try {
    return parseInstant(hasOffset ? text : `${text}+08:00`);
  } catch {
    throw new EngineError(`--at ${text} is no instant such as ${USUAL_START}`);
  }
}

function speedOf(text: string): number {
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? [];
  const seconds = Number(number) * (SECONDS_OF_UNIT[unit as keyof typeof SECONDS_OF_UNIT] ?? 0);
  const speed = SECONDS_PER_DAY / seconds;
  if (!(seconds > 0) || speed > FASTEST_SPEED) throw new EngineError(`--day ${text} is no length such as 10s, 2m or 1h, from 100ms on`);
  return speed;
}

function storyOf(name: string | undefined): Story {
  const story = name === undefined ? STORIES[0] : STORIES.find((candidate) => candidate.name === name);
  if (!story) throw new EngineError(`there is no story ${name ?? ''}; there is: ${STORIES.map((known) => known.name).join(', ')}`);
  return story;
}
