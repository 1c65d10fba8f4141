import { execFile } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { fromSetup } from '../test/harness/environment';
import { createEngineHome } from '../test/harness/test-engine';
import { waitFor } from '../test/harness/wait-for';
import { backUp, restore } from './backup';
import { checkoutRoot } from './checkout';
import { withConnection } from './database';
import { lockDataHome, prepareDataHome, resolveDataHome } from './data-home';
import { startEngine, type Engine } from './engine';
import { isAlive } from './processes';

const run = promisify(execFile);
/** Starts of whole engines take seconds, and several times that on a machine that is busy with other tests. */
jest.setTimeout(90_000);
const freshHome = (): string => createEngineHome(fromSetup('LIANDONG_TEST_DIR'));
const start = (dataHome: string, log: (line: string) => void = () => undefined): Promise<Engine> => startEngine({ dataHome, timeSkipping: true, log });
const write = (engine: Engine, word: string): Promise<unknown> =>
  withConnection(engine.databaseOwnerUrl, async (client) => {
    await client.query('create table if not exists kept (word text)');
    await client.query('insert into kept values ($1)', [word]);
  });
const read = (engine: Engine): Promise<string[]> =>
  withConnection(engine.databaseOwnerUrl, async (client) => (await client.query<{ word: string }>('select word from kept order by word')).rows.map(({ word }) => word));

/** Addresses on which a process listens, from the kernel's table (127.0.0.1 is 0100007F there). */
function listensOnLoopbackOnly(pid: number): boolean {
  const inodes = fs.readdirSync(`/proc/${pid}/fd`).map((fd) => {
    try {
      return /\[(\d+)\]/.exec(fs.readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1];
    } catch {
      return undefined;
    }
  });
  const rows = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) => fs.readFileSync(table, 'utf8').split('\n').slice(1)).map((line) => line.trim().split(/\s+/));
  const listening = rows.filter((fields) => fields[3] === '0A' && inodes.includes(fields[9]));
  return listening.length > 0 && listening.every((fields) => fields[1]?.startsWith('0100007F:'));
}

describe('a running engine', () => {
  let home: string;
  let engine: Engine;
  const said: string[] = [];
  beforeAll(async () => {
    home = freshHome();
    engine = await start(home, (line) => said.push(line));
    await write(engine, 'papers');
  });
  afterAll(() => engine.stop());

  test('listens on loopback alone', () => {
    const { postgres, temporal } = engine.pids();
    expect([postgres, temporal].map((pid) => listensOnLoopbackOnly(pid ?? 0))).toEqual([true, true]);
  });

  test('keeps its passwords in files that only their owner can read, and takes no other password', async () => {
    for (const file of fs.readdirSync(path.join(home, 'secrets'))) expect(fs.statSync(path.join(home, 'secrets', file)).mode & 0o777).toBe(0o600);
    const wrong = new URL(engine.databaseUrl);
    wrong.password = 'guessed';
    await expect(withConnection(wrong.toString(), (client) => client.query('select 1'))).rejects.toThrow('password authentication failed');
  });

  test('lets the application into its own database only, and not change its tables there', async () => {
    const temporals = new URL(engine.databaseUrl);
    temporals.pathname = '/temporal';
    await expect(withConnection(temporals.toString(), (client) => client.query('select 1'))).rejects.toThrow('permission denied');
    await expect(withConnection(engine.databaseUrl, (client) => client.query('drop table kept'))).rejects.toThrow('must be owner');
  });

  test('refuses a second start on the same data, and says that it is running', async () => {
    await expect(start(home)).rejects.toThrow(`in use by process ${process.pid}`);
  });

  test('starts a part that dies again, on the same address', async () => {
    process.kill(engine.pids().postgres ?? 0, 'SIGKILL');
    await waitFor(() => said.includes('PostgreSQL runs again'));
    expect(await read(engine)).toEqual(['papers']);
    process.kill(engine.pids().temporal ?? 0, 'SIGKILL');
    await waitFor(() => said.includes('Temporal runs again'));
    expect(said.filter((line) => line.includes('unexpectedly'))).toHaveLength(2);
  });

  test('keeps data and ports over a restart, and leaves nothing running when it stops', async () => {
    const { postgres, temporal } = engine.pids();
    await engine.stop();
    expect([postgres, temporal].map((pid) => isAlive(pid ?? 0))).toEqual([false, false]);
    const { temporalAddress, databaseUrl } = engine;
    engine = await start(home);
    expect(engine).toMatchObject({ temporalAddress, databaseUrl });
    expect(await read(engine)).toEqual(['papers']);
  });
});

describe('the start of an engine', () => {
  test('what a killed run left behind is stopped, and its committed data are there', async () => {
    const home = freshHome();
    const script = path.join(home, 'start.js');
    const file = path.join(checkoutRoot(), 'dist', 'engine', 'engine.js');
    fs.writeFileSync(script, `require(${JSON.stringify(file)}).startEngine({ dataHome: ${JSON.stringify(home)}, timeSkipping: true, log: () => {} }).then((engine) => { console.log(JSON.stringify(engine.pids())); setInterval(() => {}, 1000); });`);
    const child = execFile(process.execPath, [script]);
    const printed = await new Promise<string>((resolve, reject) => {
      child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString()));
      child.once('exit', (code) => reject(new Error(`ended with ${code ?? 'a signal'}`)));
    });
    const left = JSON.parse(printed) as { postgres: number; temporal: number };
    child.kill('SIGKILL');
    await waitFor(() => !isAlive(child.pid ?? 0));
    expect([left.postgres, left.temporal].map(isAlive)).toEqual([true, true]);

    const said: string[] = [];
    const engine = await start(home, (line) => said.push(line));
    expect(said).toEqual(['stopped a Temporal server that an earlier run had left', 'stopped a PostgreSQL that an earlier run had left']);
    expect([left.postgres, left.temporal].map(isAlive)).toEqual([false, false]);
    await engine.stop();
  });

  test('a taken port is named, with the process that holds it', async () => {
    const home = freshHome();
    const squatter = net.createServer();
    await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve));
    const { port } = squatter.address() as net.AddressInfo;
    fs.writeFileSync(path.join(home, 'ports.json'), JSON.stringify({ postgres: port }));
    await expect(start(home)).rejects.toThrow(`port ${port} (postgres) is taken by process ${process.pid}`);
    await new Promise((resolve) => squatter.close(resolve));
  });

  test('a start that is called off leaves nothing running', async () => {
    const home = freshHome();
    const calledOff = new AbortController();
    const starting = startEngine({ dataHome: home, log: () => undefined, signal: calledOff.signal });
    calledOff.abort();
    await expect(starting).rejects.toThrow('aborted');
    lockDataHome(home)();
    expect(fs.existsSync(path.join(home, 'postgres', 'data', 'postmaster.pid'))).toBe(false);
  });
});

describe('a back-up', () => {
  test('comes back as it was, the keys from a file of their own', async () => {
    const home = freshHome();
    const archives = fs.mkdtempSync(path.join(os.tmpdir(), 'liandong-archives-'));
    const [file, keysFile] = [path.join(archives, 'data.tar.gz'), path.join(archives, 'keys.tar')];
    const engine = await start(home);
    fs.mkdirSync(path.join(home, 'keys'));
    fs.writeFileSync(path.join(home, 'keys', 'ring.json'), 'the ring');
    await write(engine, 'sealed answer');
    await expect(backUp({ dataHome: home, file, log: () => undefined })).rejects.toThrow('in use by process');
    await engine.stop();
    await backUp({ dataHome: home, file, keysFile, log: () => undefined });
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    expect((await run('tar', ['--list', '--file', file])).stdout).not.toContain('ring.json');

    const other = freshHome();
    await restore({ dataHome: other, file, keysFile, log: () => undefined });
    const restored = await start(other);
    expect(await read(restored)).toEqual(['sealed answer']);
    expect(fs.readFileSync(path.join(other, 'keys', 'ring.json'), 'utf8')).toBe('the ring');
    await restored.stop();
    await expect(restore({ dataHome: other, file, log: () => undefined })).rejects.toThrow('is not empty');
    await restore({ dataHome: other, file, force: true, log: () => undefined });
    expect(fs.readdirSync(other).some((name) => name.startsWith('replaced-'))).toBe(true);
    fs.rmSync(archives, { recursive: true });
  });

  test('holds the documents, wherever they lie here and there', async () => {
    const home = freshHome();
    const elsewhere = fs.mkdtempSync(path.join(os.tmpdir(), 'liandong-elsewhere-'));
    const file = path.join(elsewhere, 'data.tar.gz');
    const engine = await start(home);
    await engine.stop();
    const put = (folder: string, content: string): void => {
      fs.mkdirSync(path.join(folder, 'ab'), { recursive: true });
      fs.writeFileSync(path.join(folder, 'ab', 'document'), content, { mode: 0o600 });
    };
    const documentIn = (folder: string): string => fs.readFileSync(path.join(folder, 'ab', 'document'), 'utf8');
    try {
      process.env.LIANDONG_DOCUMENTS_DIR = path.join(elsewhere, 'documents');
      put(path.join(elsewhere, 'documents'), 'sealed');
      put(path.join(home, 'documents'), 'of before they were moved');
      await backUp({ dataHome: home, file, log: () => undefined });
      await expect(restore({ dataHome: freshHome(), file, log: () => undefined })).rejects.toThrow('there are documents in');

      process.env.LIANDONG_DOCUMENTS_DIR = path.join(elsewhere, 'restored', 'documents');
      await restore({ dataHome: freshHome(), file, log: () => undefined });
      expect(documentIn(path.join(elsewhere, 'restored', 'documents'))).toBe('sealed');
      expect(fs.statSync(path.join(elsewhere, 'restored', 'documents')).mode & 0o777).toBe(0o700);

      delete process.env.LIANDONG_DOCUMENTS_DIR;
      const other = freshHome();
      await restore({ dataHome: other, file, log: () => undefined });
      expect(documentIn(path.join(other, 'documents'))).toBe('sealed');
      put(path.join(other, 'documents'), 'of after it');
      await restore({ dataHome: other, file, force: true, log: () => undefined });
      expect(documentIn(path.join(other, 'documents'))).toBe('sealed');
      const [aside = ''] = fs.readdirSync(other).filter((name) => name.startsWith('replaced-'));
      expect(documentIn(path.join(other, aside, 'documents'))).toBe('of after it');
    } finally {
      delete process.env.LIANDONG_DOCUMENTS_DIR;
      fs.rmSync(elsewhere, { recursive: true });
    }
  });
});

describe('the place of the data home', () => {
  const chosen = process.env.LIANDONG_DATA;
  afterEach(() => {
    if (chosen === undefined) delete process.env.LIANDONG_DATA;
    else process.env.LIANDONG_DATA = chosen;
  });

  test.each([checkoutRoot(), path.join(checkoutRoot(), 'data'), path.join(checkoutRoot(), 'docs', '..', 'var')])('%s is refused: it lies in the checkout', (folder) => {
    process.env.LIANDONG_DATA = folder;
    expect(() => resolveDataHome()).toThrow('lies inside the checkout');
  });

  test('a link into the checkout is refused as well', () => {
    const link = path.join(freshHome(), 'link');
    fs.symlinkSync(checkoutRoot(), link);
    process.env.LIANDONG_DATA = path.join(link, 'data');
    expect(() => resolveDataHome()).toThrow('lies inside the checkout');
  });

  test('a folder beside the checkout with a like name is taken', () => {
    process.env.LIANDONG_DATA = `${checkoutRoot()}-data`;
    expect(resolveDataHome()).toBe(`${checkoutRoot()}-data`);
  });

  test('the lock of a process that no longer lives is taken over', () => {
    const home = freshHome();
    prepareDataHome(home);
    fs.writeFileSync(path.join(home, 'engine.lock'), `${process.pid} 1 another-boot`);
    const release = lockDataHome(home);
    expect(() => lockDataHome(home)).toThrow('in use');
    release();
  });
});
