import { spawn } from 'node:child_process';
import { type Channel, later, type Outgoing, refused, SENT, type Sent } from './channel';
import { webhookBody } from './webhook';

/** A program of the operator's that passes messages on: to an SMS gateway, a work messenger. */
export interface CommandSettings {
  /** Started as it is, never through a shell. */
  readonly program: string;
  readonly args: readonly string[];
  readonly timeoutMs?: number;
}

const DEFAULT_TIMEOUT_MS = 30_000;
/** Nothing of our own environment: it holds the keys to the database. */
const ENVIRONMENT = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8' };
/** As sendmail and its kin use them: no such user; the host knows no such name. */
const NO_SUCH_RECIPIENT = [67, 68];

/**
 * The message goes to standard input as one JSON object: what a webhook gets, with `to: {mail, phone}`. Exit code 0: it was passed on;
 * 67 or 68: there is no such recipient; anything else: again later.
 */
export function createCommandChannel({ command, publicUrl }: { command?: CommandSettings; publicUrl: string }): Channel {
  const running = new Set<AbortController>();
  return {
    async send(outgoing) {
      if (!command) return refused('channel-not-configured');
      if (!outgoing.recipient.phone && !outgoing.recipient.mail) return refused('no-address');
      const abort = new AbortController();
      running.add(abort);
      try {
        return await run(command, inputOf(outgoing, publicUrl), abort);
      } finally {
        running.delete(abort);
      }
    },
    close: () => {
      for (const abort of running) abort.abort();
    },
  };
}

function inputOf(outgoing: Outgoing, publicUrl: string): string {
  const { mail, phone } = outgoing.recipient;
  const message = JSON.parse(webhookBody(outgoing, publicUrl)) as Record<string, unknown>;
  return `${JSON.stringify({ ...message, attempt: outgoing.attempt, to: { mail: mail ?? null, phone: phone ?? null } })}\n`;
}

function run({ program, args, timeoutMs = DEFAULT_TIMEOUT_MS }: CommandSettings, input: string, abort: AbortController): Promise<Sent> {
  return new Promise((resolve) => {
    let hasTimedOut = false;
    const child = spawn(program, args, { stdio: ['pipe', 'ignore', 'ignore'], shell: false, env: ENVIRONMENT, signal: abort.signal, killSignal: 'SIGKILL' });
    const timer = setTimeout(() => {
      hasTimedOut = true;
      child.kill('SIGKILL');
    }, timeoutMs);
    const settle = (sent: Sent): void => {
      clearTimeout(timer);
      resolve(sent);
    };
    child.once('error', (error: NodeJS.ErrnoException) => settle(later(error.code === 'ENOENT' || error.code === 'EACCES' ? 'command-not-found' : 'command-failed')));
    child.once('close', (code) => {
      if (hasTimedOut) settle(later('timed-out'));
      else if (code === 0) settle(SENT);
      else if (code !== null && NO_SUCH_RECIPIENT.includes(code)) settle(refused(`exit-${code}`));
      else settle(later(code === null ? 'command-killed' : `exit-${code}`));
    });
    // A program that does not read its input has said so by its exit code.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
