import fs from 'node:fs';
import path from 'node:path';
import { parseInstant } from '../../domain/calendar/day';
import { prepareDataHome } from '../../engine/data-home';
import { startOwnProcess } from '../../engine/own-process';
import { PortBook } from '../../engine/ports';
import { REHEARSAL_PASSWORD } from '../../engine/rehearsal/people';
import { play } from '../../engine/rehearsal/play';
import { prepareRehearsal, readTokens, tokensFileIn } from '../../engine/rehearsal/prepare';
import { settingsOf, type Story } from '../../engine/rehearsal/story';
import { STORIES } from '../../engine/rehearsal/stories';
import type { Part } from '../../engine/supervisor';
import { ensureKeyRing } from '../../register/sealing/key-ring';
import { createTestDatabase, type TestDatabase } from '../harness/database';
import { fromSetup } from '../harness/environment';
import { createTestNamespace } from '../harness/temporal';

/** The real worker and the real API, as processes, on a database and namespace of the story's own. */
class Theatre {
  private constructor(
    readonly apiUrl: string,
    readonly home: string,
    private readonly parts: Part[],
    private readonly database: TestDatabase,
  ) {}

  static async open(story: Story): Promise<Theatre> {
    const [database, { address, namespace }] = await Promise.all([createTestDatabase(), createTestNamespace()]);
    const home = fs.mkdtempSync(path.join(fromSetup('LIANDONG_TEST_DIR'), 'theatre-'));
    prepareDataHome(home);
    const keysFolder = path.join(home, 'keys');
    ensureKeyRing(keysFolder);
    const engine = { databaseUrl: database.appUrl, databaseOwnerUrl: database.ownerUrl, temporalAddress: address, namespace };
    await prepareRehearsal(engine, keysFolder, { beginsAt: parseInstant(`${story.from}+08:00`), mustBegin: true, tokensFile: tokensFileIn(home) });
    const ports = new PortBook(home);
    const [apiPort, workerPort] = [await ports.claim('api'), await ports.claim('worker')];
    const apiUrl = `http://127.0.0.1:${apiPort}`;
    const env = {
      LIANDONG_REHEARSAL: '1',
      ...settingsOf(story),
      DATABASE_URL: database.appUrl,
      TEMPORAL_ADDRESS: address,
      TEMPORAL_NAMESPACE: namespace,
      LIANDONG_KEYS_DIR: keysFolder,
      LIANDONG_DATA: home,
      LIANDONG_PUBLIC_URL: apiUrl,
      LIANDONG_WORKER_PORT: String(workerPort),
      LIANDONG_API_PORT: String(apiPort),
    };
    const started = await Promise.allSettled([
      startOwnProcess({ name: 'worker', script: 'workers/main.js', dataHome: home, port: workerPort, env }),
      startOwnProcess({ name: 'api', script: 'api/main.js', dataHome: home, port: apiPort, env }),
    ]);
    const theatre = new Theatre(apiUrl, home, started.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])), database);
    const failed = started.find((result) => result.status === 'rejected');
    if (failed) {
      await theatre.close();
      throw failed.reason;
    }
    return theatre;
  }

  async close(): Promise<void> {
    await Promise.all(this.parts.map((part) => part.stop()));
    await this.database.drop();
  }
}

describe.each(STORIES.map((story) => [story.name, story] as const))('the story %s', (_name, story) => {
  let theatre: Theatre;

  beforeAll(async () => {
    theatre = await Theatre.open(story);
  }, 60_000);
  afterAll(() => theatre.close());

  test('goes as the law says, from the first scene to the last', async () => {
    const lines: string[] = [];
    const played = await play(story, { apiUrl: theatre.apiUrl, password: REHEARSAL_PASSWORD, tokens: readTokens(tokensFileIn(theatre.home)), line: (text) => void lines.push(text) });
    if (played.failures.length > 0) console.error(lines.join('\n'));
    expect(played.failures).toEqual([]);
    expect(played.expectations).toBeGreaterThan(0);
    expect(played.alarms).toBeGreaterThan(0);
    expect(fs.readdirSync(path.join(theatre.home, 'outbox')).filter((file) => file.endsWith('.eml')).length).toBeGreaterThan(0);
  }, 600_000);

  test('is told by people who are there, in the order of time', () => {
    const times = story.scenes.map(({ at }) => at);
    expect(times).toEqual([...times].sort());
    expect(story.from <= (times[0] ?? '')).toBe(true);
  });
});
