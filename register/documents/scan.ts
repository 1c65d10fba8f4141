import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isNativeError } from 'node:util/types';
import { Fault } from '../errors';

/** The operator's virus scanner. */
export interface ScanProgram {
  /** Started as it is, never through a shell. */
  readonly program: string;
  readonly args: readonly string[];
  readonly timeoutMs?: number;
}

const DEFAULT_TIMEOUT_MS = 120_000;
/** Nothing of our own environment: it holds the keys to the database. */
const ENVIRONMENT = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8' };

/**
 * Hands a file to the scanner on standard input. Exit code 0 after it took the whole file: clean; 1: infected. Anything else, or nothing in
 * time, is a fault: the file was not judged, and the upload may be tried again.
 */
export async function isInfected({ program, args, timeoutMs = DEFAULT_TIMEOUT_MS }: ScanProgram, content: AsyncIterable<Buffer>): Promise<boolean> {
  const child = spawn(program, args, { stdio: ['pipe', 'ignore', 'ignore'], shell: false, env: ENVIRONMENT, timeout: timeoutMs, killSignal: 'SIGKILL' });
  const exit = new Promise<string>((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'not-started'));
    child.once('close', (code, signal) => resolve(code === null ? String(signal) : `exit-${code}`));
  });
  let hasTakenAll = true;
  try {
    await pipeline(Readable.from(content, { objectMode: false }), child.stdin);
  } catch (error) {
    // A scanner that has found something may stop reading; what the disk says is no verdict.
    if (!isClosedPipe(error)) {
      child.kill('SIGKILL');
      throw error;
    }
    hasTakenAll = false;
  }
  const verdict = await exit;
  if (verdict === 'exit-1') return true;
  if (verdict === 'exit-0' && hasTakenAll) return false;
  throw new Fault('scan-unavailable', { reason: hasTakenAll ? verdict : `${verdict}-without-reading` });
}

function isClosedPipe(error: unknown): boolean {
  return isNativeError(error) && 'code' in error && (error.code === 'EPIPE' || error.code === 'ECONNRESET' || error.code === 'ERR_STREAM_PREMATURE_CLOSE' || error.code === 'ERR_STREAM_DESTROYED');
}
