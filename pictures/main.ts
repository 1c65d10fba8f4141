import path from 'node:path';
import { parseInstant } from '../domain/calendar/day';
import { checkoutRoot } from '../engine/checkout';
import { messageOf } from '../engine/errors';
import { emptyRehearsalHome, leaveOrdinarySettings, resolveRehearsalHome } from '../engine/rehearsal/home';
import { REHEARSAL_PASSWORD } from '../engine/rehearsal/people';
import { play } from '../engine/rehearsal/play';
import { readTokens, tokensFileIn } from '../engine/rehearsal/prepare';
import { startRehearsal } from '../engine/rehearsal/start';
import { settingsOf, type Story } from '../engine/rehearsal/story';
import { STORIES } from '../engine/rehearsal/stories';
import { BUSY_DESK } from './busy-desk';
import { takePictures } from './take-pictures';

/** A city in the middle of its work: what is open, due and late on the Saturday after the October holiday, which is worked. */
const STORY = 'october';
const UNTIL = '2026-10-10T09:00';

const log = (line: string): void => console.log(line);

function storyUntil(name: string, until: string): Story {
  const story = STORIES.find((known) => known.name === name);
  if (!story) throw new Error(`there is no story ${name}`);
  const before = [...story.scenes, ...BUSY_DESK].filter(({ at }) => at < until).sort((one, other) => one.at.localeCompare(other.at));
  return { ...story, scenes: [...before, { at: until, says: { zh: '拍照', en: 'the pictures are taken' } }] };
}

/** `npm run screenshots`: what people see in the middle of a story, for README and docs. */
async function main(): Promise<void> {
  leaveOrdinarySettings(process.env);
  const story = storyUntil(STORY, UNTIL);
  const home = resolveRehearsalHome('pictures');
  await emptyRehearsalHome(home, log);
  const stopping = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => stopping.abort());
  const rehearsal = await startRehearsal({ home, beginsAt: parseInstant(`${story.from}+08:00`), mustBegin: true, log, signal: stopping.signal, settings: settingsOf(story) });
  try {
    const { failures } = await play(story, { apiUrl: rehearsal.apiUrl, password: REHEARSAL_PASSWORD, tokens: readTokens(tokensFileIn(home)), line: () => undefined });
    if (failures.length > 0) throw new Error(failures.join('\n'));
    for (const { file, bytes } of await takePictures({ url: rehearsal.apiUrl, password: REHEARSAL_PASSWORD, folder: path.join(checkoutRoot(), 'docs', 'pictures') })) log(`${file}  ${Math.round(bytes / 1000)} kB`);
  } finally {
    await rehearsal.stop();
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(messageOf(error));
    process.exit(1);
  },
);
