import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { checkoutRoot } from './checkout';
import { cacheHome } from './data-home';
import { EngineError, hasCode } from './errors';
import { livingProcess, processIdentity } from './processes';

const run = promisify(execFile);

export type Log = (line: string) => void;

/** One Go module of `engine/go/`, with the programs that are built from it. */
interface Module {
  folder: string;
  title: string;
  programs: Record<string, string>;
  estimate: string;
}

const TEMPORAL: Module = {
  folder: 'temporal',
  title: 'the Temporal server',
  programs: { 'temporal-server': 'go.temporal.io/server/cmd/server', 'temporal-sql-tool': 'go.temporal.io/server/cmd/tools/sql' },
  estimate: 'about 3 to 8 minutes on two cores',
};
const UI: Module = {
  folder: 'ui',
  title: 'the Temporal UI',
  programs: { 'temporal-ui': 'github.com/temporalio/ui-server/v2/cmd/server' },
  estimate: 'about half a minute',
};

const BUILD_FLAGS = ['-mod=readonly', '-trimpath', '-buildvcs=false', '-ldflags=-s -w'];
const PROGRESS_EVERY_MS = 10_000;

export interface BuildOptions {
  log: Log;
  /** Ends a build that is under way. */
  signal?: AbortSignal;
  /** Where the Go modules and the results are; the checkout's `engine/go` and the cache unless a test says otherwise. */
  modulesFolder?: string;
  cacheFolder?: string;
  goCommand?: string;
}

/** The pinned official Temporal server and its schema tool, built at first use and kept in the cache. */
export async function ensureTemporalBinaries(options: BuildOptions): Promise<{ server: string; sqlTool: string }> {
  const folder = await ensureBuilt(TEMPORAL, options);
  return { server: path.join(folder, 'temporal-server'), sqlTool: path.join(folder, 'temporal-sql-tool') };
}

/** The pinned official Temporal UI server, built at first use and kept in the cache. */
export async function ensureUiBinary(options: BuildOptions): Promise<string> {
  return path.join(await ensureBuilt(UI, options), 'temporal-ui');
}

function cacheKey(source: string): string {
  const hash = createHash('sha256');
  for (const file of ['go.mod', 'go.sum']) hash.update(fs.readFileSync(path.join(source, file)));
  hash.update(JSON.stringify([process.platform, process.arch, BUILD_FLAGS]));
  return hash.digest('hex').slice(0, 20);
}

async function ensureBuilt(module: Module, options: BuildOptions): Promise<string> {
  const source = path.join(options.modulesFolder ?? path.join(checkoutRoot(), 'engine', 'go'), module.folder);
  const cache = options.cacheFolder ?? cacheHome();
  const result = path.join(cache, `${module.folder}-${cacheKey(source)}`);
  if (fs.existsSync(result)) return result;
  fs.mkdirSync(cache, { recursive: true, mode: 0o755 });
  const release = await takeTurn(`${result}.lock`, module, options.log);
  try {
    if (!fs.existsSync(result)) await build(module, source, result, options);
  } finally {
    release();
  }
  return result;
}

/** Two builds at once would only slow each other: the second waits for the first and finds its result. */
async function takeTurn(lock: string, module: Module, log: Log): Promise<() => void> {
  let announced = false;
  for (;;) {
    try {
      fs.writeFileSync(lock, processIdentity(process.pid) ?? '', { flag: 'wx' });
      return () => fs.rmSync(lock, { force: true });
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
    }
    const age = Date.now() - (fs.statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    const holder = livingProcess(fs.existsSync(lock) ? fs.readFileSync(lock, 'utf8') : '');
    if (holder === undefined && age > 2_000) {
      fs.rmSync(lock, { force: true });
    } else if (!announced) {
      log(`${module.title} is being built by process ${holder ?? '?'}: waiting for it`);
      announced = true;
    }
    await sleep(300);
  }
}

async function build(module: Module, source: string, result: string, { log, signal, goCommand = 'go' }: BuildOptions): Promise<void> {
  await requireGo(goCommand, source);
  const draft = `${result}.building`;
  fs.rmSync(draft, { recursive: true, force: true });
  fs.mkdirSync(draft, { recursive: true, mode: 0o755 });
  log(`building ${module.title}, once: ${module.estimate}, longer the first time on a slow line`);
  const startedMs = performance.now();
  const progress = new BuildProgress(log, module.title, startedMs);
  const go = (args: string[]) => runGo(args, { command: goCommand, cwd: source, progress, signal });
  const ticker = setInterval(() => progress.report(), PROGRESS_EVERY_MS);
  try {
    const packages = Object.values(module.programs);
    progress.total = (await go(['list', '-mod=readonly', '-deps', ...packages])).length;
    for (const [name, target] of Object.entries(module.programs)) {
      await go(['build', '-v', ...BUILD_FLAGS, '-o', path.join(draft, name), target]);
    }
  } finally {
    clearInterval(ticker);
  }
  fs.renameSync(draft, result);
  log(`built ${module.title} in ${Math.round((performance.now() - startedMs) / 1000)} s; kept in ${result}`);
}

/** Reads what `go` prints: one line a module downloaded, one line a package compiled. */
class BuildProgress {
  total = 0;
  private downloaded = 0;
  private compiled = 0;
  private firstCompiledMs = 0;
  private readonly lastLines: string[] = [];

  constructor(
    private readonly log: Log,
    private readonly title: string,
    private readonly startedMs: number,
  ) {}

  take(line: string): void {
    this.lastLines.push(line);
    if (this.lastLines.length > 30) this.lastLines.shift();
    if (line.startsWith('go: downloading')) {
      this.downloaded += 1;
    } else if (/^[\w./-]+$/.test(line)) {
      this.firstCompiledMs ||= performance.now();
      this.compiled += 1;
    }
  }

  report(): void {
    const elapsed = `${Math.round((performance.now() - this.startedMs) / 1000)} s`;
    if (this.compiled === 0) {
      this.log(`  ${this.title}: ${this.downloaded} modules downloaded (${elapsed})`);
      return;
    }
    const share = Math.min(this.compiled / Math.max(this.total, 1), 0.99);
    const leftSeconds = Math.round(((performance.now() - this.firstCompiledMs) / 1000) * (1 / share - 1));
    const left = leftSeconds > 90 ? `${Math.round(leftSeconds / 60)} min` : `${Math.max(leftSeconds, 5)} s`;
    this.log(`  ${this.title}: ${Math.round(share * 100)} % of ${this.total} packages compiled (${elapsed}, about ${left} left)`);
  }

  output(): string {
    return this.lastLines.join('\n');
  }
}

const goEnvironment = (): NodeJS.ProcessEnv => ({ ...process.env, CGO_ENABLED: '0', GOTOOLCHAIN: 'local', GOWORK: 'off', GOFLAGS: '', GOOS: '', GOARCH: '' });

interface GoRun {
  command: string;
  cwd: string;
  progress: BuildProgress;
  signal?: AbortSignal;
}

async function runGo(args: string[], { command, cwd, progress, signal }: GoRun): Promise<string[]> {
  const child = spawn(command, args, { cwd, signal, env: goEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
  const printed: string[] = [];
  readline.createInterface(child.stdout).on('line', (line) => printed.push(line));
  readline.createInterface(child.stderr).on('line', (line) => progress.take(line));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new EngineError(`go ${args[0] ?? ''} failed in ${cwd}:\n${progress.output()}`);
  return printed;
}

/** The version that go.mod's `go` line asks for, or better. */
async function requireGo(goCommand: string, source: string): Promise<void> {
  const needed = /^go (\S+)$/m.exec(fs.readFileSync(path.join(source, 'go.mod'), 'utf8'))?.[1] ?? '';
  const remedy =
    `install Go ${needed} or newer (Debian: apt-get install golang, from testing or backports where stable's is older; or https://go.dev/dl/), ` +
    'or set TEMPORAL_ADDRESS to a Temporal server that runs already';
  let found: string;
  try {
    found = /go version go(\S+)/.exec((await run(goCommand, ['version'], { env: goEnvironment() })).stdout)?.[1] ?? '';
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
    throw new EngineError(`the Temporal server is built once with Go ${needed}, and there is no \`${goCommand}\` here: ${remedy}`);
  }
  if (isOlder(found, needed)) throw new EngineError(`the Temporal server is built once with Go ${needed}, and \`${goCommand}\` here is ${found || 'of an unknown version'}: ${remedy}`);
}

export function isOlder(version: string, than: string): boolean {
  const parts = (text: string): number[] => text.split(/[.-]/).map((part) => Number.parseInt(part, 10) || 0);
  const [left, right] = [parts(version), parts(than)];
  for (let index = 0; index < right.length; index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
