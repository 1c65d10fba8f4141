import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:net';
import { collectDefaultMetrics, Registry } from 'prom-client';

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

/** GET /healthz, /readyz and /metrics of a worker: its own figures and the SDK's. */
export function healthServer({ isRunning, sdkMetricsPort }: { isRunning: () => boolean; sdkMetricsPort: number }): RequestListener {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return (req, res) => {
    const answer = async (): Promise<{ status: number; text: string }> => {
      switch (req.url) {
        case '/healthz':
          return { status: 200, text: 'ok' };
        case '/readyz':
          return isRunning() ? { status: 200, text: 'ready' } : { status: 503, text: 'not ready' };
        case '/metrics':
          return { status: 200, text: `${await registry.metrics()}\n${await sdkMetrics(sdkMetricsPort)}` };
        default:
          return { status: 404, text: 'not found' };
      }
    };
    answer().then(
      ({ status, text }) => res.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text),
      () => res.writeHead(500).end(),
    );
  };
}

async function sdkMetrics(port: number): Promise<string> {
  try {
    return await (await fetch(`http://127.0.0.1:${port}/metrics`, { signal: AbortSignal.timeout(1_000) })).text();
  } catch {
    return '';
  }
}
