import path from 'node:path';
import { parseInstant, weekdayOf } from '../../domain/calendar/day';
import { findCourt } from '../../domain/catalogue/courts';
import { findOffice, findUnit } from '../../domain/catalogue/units';
import type { Deployment } from '../deployment';
import { EngineError, messageOf } from '../errors';
import { emptyRehearsalHome, leaveOrdinarySettings, prepareRehearsalHome, resolveRehearsalHome } from './home';
import { parseRehearsalOptions, type RehearsalOptions } from './options';
import { PEOPLE, REHEARSAL_PASSWORD } from './people';
import { Person } from './person';
import { play } from './play';
import { readTokens, tokensFileIn } from './prepare';
import { startRehearsal } from './start';
import { settingsOf, type Story } from './story';

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const USERNAME_WIDTH = 34;
const ROLE_WIDTH = 20;
const WEEKDAYS = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const;

const log = (line: string): void => console.log(line);

async function signInOperator({ apiUrl }: Deployment): Promise<Person> {
  return Person.signIn(apiUrl, 'operator', { password: REHEARSAL_PASSWORD });
}

function describe(deployment: Deployment, home: string, clock: { now: string; speed: number }): string {
  const { apiUrl, uiUrl, temporalAddress, namespace } = deployment;
  const day = clock.now.slice(0, 10);
  const tokens = Object.entries(readTokens(tokensFileIn(home)));
  const placeOf = (body: string, office: string | null | undefined): string => findOffice(office ?? '', day)?.name ?? findCourt(body)?.name ?? findUnit(body, day)?.name ?? body;
  const people = PEOPLE.filter(({ kind }) => kind === 'person').map(
    ({ username, displayName, roles, body, office }) => `  ${username.padEnd(USERNAME_WIDTH)}${roles.join(', ').padEnd(ROLE_WIDTH)}${displayName}${body === null ? '' : `  ${placeOf(body, office)}`}`,
  );
  return [
    '',
    `Liandong 联动 rehearsal 演练 is ready (${(performance.now() / 1000).toFixed(1)} s)`,
    `  Clock        ${day} ${WEEKDAYS[weekdayOf(day) - 1]} ${clock.now.slice(11, 16)}, ${clock.speed === 0 ? 'standing still: POST /api/v1/rehearsal/clock as operator moves it' : `a day takes ${(86_400 / clock.speed).toFixed(1)} s`}`,
    `  Console      ${apiUrl}/`,
    `  API          ${apiUrl}/api/v1   documentation ${apiUrl}/api/v1/docs`,
    ...(uiUrl ? [`  Temporal UI  ${uiUrl}/namespaces/${namespace}/workflows   for looking only`] : []),
    `  Temporal     ${temporalAddress}, namespace ${namespace}`,
    `  Data         ${home}   logs in ${home}/logs`,
    `  Mails        ${path.join(home, 'outbox')}   nothing leaves this machine`,
    '',
    `Accounts, all invented; everybody's password is ${REHEARSAL_PASSWORD}`,
    ...people,
    ...tokens.map(([username, token]) => `  ${username.padEnd(USERNAME_WIDTH)}${'system'.padEnd(ROLE_WIDTH)}token ${token}`),
    '\nCtrl-C stops all of it; the rehearsal goes on where it stood at the next start.',
  ].join('\n');
}

function asked(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve());
  });
}

/** Runs until it is asked to stop. The clock does not run while nobody is there. */
async function runRehearsal(options: RehearsalOptions, stopping: AbortController): Promise<void> {
  const home = resolveRehearsalHome('rehearsal');
  prepareRehearsalHome(home);
  if (options.isFresh) await emptyRehearsalHome(home, log);
  const deployment = await startRehearsal({ home, ...options, log, signal: stopping.signal });
  try {
    const operator = await signInOperator(deployment);
    const { clock } = await operator.ask('POST', '/rehearsal/clock', options.speed === 0 ? { action: 'pause' } : { action: 'set-speed', speed: options.speed });
    log(describe(deployment, home, clock as { now: string; speed: number }));
    await asked(stopping.signal);
    log('\nstopping …');
    await operator.ask('POST', '/rehearsal/clock', { action: 'pause' }).catch((error: unknown) => log(`the clock could not be paused: ${messageOf(error)}`));
  } finally {
    await deployment.stop();
  }
  log('stopped; the data stay where they are');
}

/** Plays a story in a rehearsal of its own. Returns whether it went as it must. */
async function runStory(story: Story, options: RehearsalOptions, stopping: AbortController): Promise<boolean> {
  const home = resolveRehearsalHome('play');
  await emptyRehearsalHome(home, log);
  const startedMs = performance.now();
  const deployment = await startRehearsal({ home, ...options, beginsAt: parseInstant(`${story.from}+08:00`), log, signal: stopping.signal, settings: settingsOf(story) });
  try {
    log(`a rehearsal of its own is up after ${((performance.now() - startedMs) / 1000).toFixed(1)} s; played through ${deployment.apiUrl}/api/v1`);
    const playing = play(story, { apiUrl: deployment.apiUrl, password: REHEARSAL_PASSWORD, tokens: readTokens(tokensFileIn(home)), line: log });
    const played = await Promise.race([playing, asked(stopping.signal)]);
    if (!played) {
      playing.catch(() => undefined);
      log('\nstopping in the middle of the story …');
      return false;
    }
    log(`\n${story.scenes.length} scenes, ${played.alarms} alarms, ${played.expectations} expectations, ${played.failures.length} of them failed; ${(performance.now() / 1000).toFixed(1)} s in all`);
    for (const failure of played.failures) log(`  ✗ ${failure}`);
    log(`The mails that people got lie in ${path.join(home, 'outbox')}, the logs in ${path.join(home, 'logs')}.`);
    return played.failures.length === 0;
  } finally {
    await deployment.stop();
  }
}

async function main(): Promise<boolean> {
  // A closed terminal must not end us before the parts are stopped.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const options = parseRehearsalOptions(process.argv.slice(2));
  const leftAside = leaveOrdinarySettings(process.env);
  if (leftAside.length > 0) log(`a rehearsal brings its own parts: ${leftAside.join(', ')} left aside`);
  const stopping = new AbortController();
  for (const name of STOP_SIGNALS) process.on(name, () => stopping.abort());
  try {
    if (options.story) return await runStory(options.story, options, stopping);
    await runRehearsal(options, stopping);
    return true;
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
    log('stopped before it was ready');
    return true;
  }
}

main().then(
  (isWell) => process.exit(isWell ? 0 : 1),
  (error: unknown) => {
    console.error(error instanceof EngineError ? `liandong: ${error.message}` : error);
    process.exit(error instanceof EngineError ? 2 : 1);
  },
);
