import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import type { DedicatedEngine } from '../harness/dedicated-engine';
import { waitFor } from '../rig/matter-rig';

const DIST = path.resolve(__dirname, '..', '..', 'dist');

/** The product's own API and worker as processes of their own, to be killed and started again. */
export class ProductProcesses {
  private constructor(
    private readonly env: NodeJS.ProcessEnv,
    readonly apiUrl: string,
    private readonly logFile: string,
  ) {}

  private readonly children = new Map<'api' | 'worker', ChildProcess>();

  static async start(engine: DedicatedEngine, folder: string, keysDir: string): Promise<ProductProcesses> {
    const port = await freePort();
    const env = {
      PATH: process.env.PATH,
      HOME: folder,
      DATABASE_URL: engine.databaseUrl,
      TEMPORAL_ADDRESS: engine.temporalAddress,
      TEMPORAL_NAMESPACE: engine.namespace,
      LIANDONG_KEYS_DIR: keysDir,
      LIANDONG_DATA: folder,
      LIANDONG_API_PORT: String(port),
      LIANDONG_WORKER_PORT: '0',
      LIANDONG_PUBLIC_URL: `http://127.0.0.1:${port}`,
      LIANDONG_LOG_LEVEL: 'error',
      LIANDONG_REHEARSAL: '1',
    };
    const product = new ProductProcesses(env, `http://127.0.0.1:${port}/api/v1`, path.join(folder, 'product.log'));
    product.launch('worker');
    product.launch('api');
    try {
      await product.isServing();
      return product;
    } catch (error) {
      await product.stop();
      throw new Error(`the product does not serve: ${product.log}`, { cause: error });
    }
  }

  launch(name: 'api' | 'worker'): void {
    const log = fs.openSync(this.logFile, 'a');
    const child = spawn(process.execPath, [path.join(DIST, name === 'api' ? 'api' : 'workers', 'main.js')], { env: this.env, stdio: ['ignore', log, log] });
    fs.closeSync(log);
    this.children.set(name, child);
    // One that could not start because the engine is away, as a supervisor would.
    child.once('exit', (_code, signal) => {
      if (signal !== 'SIGKILL' && this.children.get(name) === child && !this.isStopping) setTimeout(() => !this.isStopping && this.launch(name), 500);
    });
  }

  async kill(name: 'api' | 'worker'): Promise<void> {
    const child = this.children.get(name);
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  async isServing(): Promise<void> {
    await waitFor(async () => {
      try {
        return (await fetch(new URL('/healthz', this.apiUrl))).ok;
      } catch {
        return false;
      }
    }, 30_000);
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    for (const name of ['api', 'worker'] as const) await this.kill(name);
  }

  private isStopping = false;

  get log(): string {
    return fs.readFileSync(this.logFile, 'utf8');
  }
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
