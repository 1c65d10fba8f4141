import { randomInt } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { EngineError } from './errors';
import { commandLine } from './processes';

/** Temporal keeps its ports in a PostgreSQL smallint: they must stay below 32768, out of the ephemeral range. */
const LOWEST_PORT = 20_000;
const HIGHEST_PORT = 32_000;

async function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

async function findFreePort(avoid: ReadonlySet<number>): Promise<number> {
  for (let attempt = 0; attempt < 500; attempt += 1) {
    const port = randomInt(LOWEST_PORT, HIGHEST_PORT);
    if (!avoid.has(port) && (await isFree(port))) return port;
  }
  throw new EngineError(`no free port between ${LOWEST_PORT} and ${HIGHEST_PORT}`);
}

/** Socket inodes that listen on a port, from the kernel's tables (state 0A is LISTEN). */
function listeningInodes(port: number): Set<string> {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
  const inodes = new Set<string>();
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    if (!fs.existsSync(table)) continue;
    for (const line of fs.readFileSync(table, 'utf8').split('\n').slice(1)) {
      const fields = line.trim().split(/\s+/);
      if (fields[3] === '0A' && fields[1]?.endsWith(`:${hexPort}`) && fields[9]) inodes.add(fields[9]);
    }
  }
  return inodes;
}

function holdsSocket(pid: number | string, inodes: ReadonlySet<string>): boolean {
  try {
    return fs.readdirSync(`/proc/${pid}/fd`).some((fd) => {
      try {
        const inode = /^socket:\[(\d+)\]$/.exec(fs.readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1];
        return inode !== undefined && inodes.has(inode);
      } catch {
        return false;
      }
    });
  } catch {
    return false;
  }
}

/** Whether this very process listens on the port: a health check alone may be answered by somebody else. */
export function isListening(pid: number, port: number): boolean {
  return holdsSocket(pid, listeningInodes(port));
}

function describeHolder(port: number): string {
  const inodes = listeningInodes(port);
  const pid = fs.readdirSync('/proc').find((entry) => /^\d+$/.test(entry) && holdsSocket(entry, inodes));
  return pid ? `process ${pid} (${commandLine(Number(pid)).slice(0, 120)})` : 'another process';
}

export interface ClaimOptions {
  /** A port the operator asked for, and the name of the variable that says so. */
  fixed?: { port: number; variable: string };
  /** Taken on the first start if it is free. */
  preferred?: number;
}

/**
 * The ports of one data home, kept across restarts: clients find the parts again, and a Temporal server that comes back
 * on other ports leaves dead members in its ring for a minute.
 */
export class PortBook {
  private readonly file: string;
  private readonly ports: Record<string, number>;

  constructor(dataHome: string) {
    this.file = path.join(dataHome, 'ports.json');
    this.ports = fs.existsSync(this.file) ? (JSON.parse(fs.readFileSync(this.file, 'utf8')) as Record<string, number>) : {};
  }

  /** The port of a part, free at this moment; refuses with the holder's name when it is taken. */
  async claim(part: string, { fixed, preferred }: ClaimOptions = {}): Promise<number> {
    const port = fixed?.port ?? this.ports[part] ?? (await this.firstPort(preferred));
    if (!(await isFree(port))) {
      const remedy = fixed ? `choose another with ${fixed.variable}` : `stop it, or delete "${part}" from ${this.file} to take a new port`;
      throw new EngineError(`port ${port} (${part}) is taken by ${describeHolder(port)}: ${remedy}`);
    }
    if (this.ports[part] !== port) {
      this.ports[part] = port;
      fs.writeFileSync(`${this.file}.new`, JSON.stringify(this.ports, null, 2) + '\n');
      fs.renameSync(`${this.file}.new`, this.file);
    }
    return port;
  }

  private async firstPort(preferred: number | undefined): Promise<number> {
    const taken = new Set(Object.values(this.ports));
    if (preferred !== undefined && !taken.has(preferred) && (await isFree(preferred))) return preferred;
    return findFreePort(taken);
  }
}

/** A port given by the environment, checked. */
export function fixedPort(variable: string): ClaimOptions['fixed'] {
  const text = process.env[variable];
  if (!text) return undefined;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new EngineError(`${variable}=${text} is not a port number`);
  return { port, variable };
}
