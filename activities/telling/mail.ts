import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import nodemailer from 'nodemailer';
import { type Channel, later, type Outgoing, refused, SENT, type Sent } from './channel';

export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (port 465). Otherwise STARTTLS where the server offers it, and always before a password is sent. */
  readonly secure: boolean;
  readonly user?: string;
  readonly pass?: string;
  readonly from: string;
  /** Certificate authority of the city's own mail server, PEM; left out, those that Node trusts. */
  readonly ca?: string;
}

const CONNECT_TIMEOUT_MS = 10_000;
const SOCKET_TIMEOUT_MS = 20_000;

/** Mails through the city's mail server; without settings they are kept in the data home, one file each. */
export function createMailChannel({ smtp, publicUrl, outboxDir }: { smtp?: SmtpSettings; publicUrl: string; outboxDir: string }): Channel {
  const host = new URL(publicUrl).hostname;
  return smtp === undefined ? keepInOutbox(outboxDir, host) : sendBySmtp(smtp, host);
}

function sendBySmtp(smtp: SmtpSettings, host: string): Channel {
  const transport = nodemailer.createTransport({
    host: smtp.host,
    port: smtp.port,
    secure: smtp.secure,
    requireTLS: !smtp.secure && smtp.user !== undefined,
    ...(smtp.user === undefined ? {} : { auth: { user: smtp.user, pass: smtp.pass ?? '' } }),
    ...(smtp.ca === undefined ? {} : { tls: { ca: smtp.ca } }),
    dnsTimeout: CONNECT_TIMEOUT_MS,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: SOCKET_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(outgoing) {
      if (!outgoing.recipient.mail) return refused('no-address');
      try {
        await transport.sendMail(mailOf(outgoing, outgoing.recipient.mail, smtp.from, host));
        return SENT;
      } catch (error) {
        return judgeSmtpError(error);
      }
    },
    close: () => transport.close(),
  };
}

/** Written under another name first: whoever collects the files never meets half a mail. */
function keepInOutbox(dir: string, host: string): Channel {
  const transport = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows', disableFileAccess: true, disableUrlAccess: true });
  return {
    async send(outgoing) {
      if (!outgoing.recipient.mail) return refused('no-address');
      const { message } = await transport.sendMail(mailOf(outgoing, outgoing.recipient.mail, `liandong@${host}`, host));
      const file = path.join(dir, `${outgoing.id}.eml`);
      try {
        await mkdir(dir, { recursive: true, mode: 0o700 });
        await writeFile(`${file}.part`, message as Buffer, { mode: 0o600 });
        await rename(`${file}.part`, file);
        return SENT;
      } catch {
        return later('outbox-not-writable');
      }
    },
    close: () => undefined,
  };
}

/** One mail, the same at every attempt: a mail server or reader that meets its Message-ID again can tell. */
function mailOf({ id, letter, told, urgency }: Outgoing, to: string, from: string, host: string) {
  const matters = new Set(told.map(({ matter }) => matter));
  const [only] = matters.size === 1 ? matters : [];
  return {
    from,
    to: { name: '', address: to },
    subject: letter.subject,
    text: letter.text,
    html: letter.html,
    messageId: messageIdOf(id, host),
    ...(only === undefined ? {} : { references: [`<matter.${only}@${host}>`] }),
    ...(urgency === 'urgent' ? { priority: 'high' as const } : {}),
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All', 'Content-Language': 'zh-CN' },
  };
}

function messageIdOf(id: string, host: string): string {
  return `<delivery.${id}@${host}>`;
}

interface SmtpError {
  code?: string;
  command?: string;
  responseCode?: number;
  message?: string;
}

/** A 5xx for the recipient or for the mail itself will not change by waiting; for our name, password or connection the operator or time can help. */
function judgeSmtpError(error: unknown): Sent {
  const { code, command, responseCode, message = '' } = error as SmtpError;
  const isPermanent = responseCode !== undefined && responseCode >= 500;
  if (code === 'EENVELOPE' && command === 'RCPT TO') return isPermanent ? refused(`smtp-recipient-${responseCode}`) : later(`smtp-recipient-${responseCode ?? 'refused'}`);
  if (code === 'EENVELOPE' && command === 'API') return refused('address-invalid');
  if (command === 'DATA' && isPermanent) return refused(`smtp-message-${responseCode}`);
  if (responseCode === undefined && /certificate/i.test(message)) return later('smtp-certificate');
  return later(responseCode === undefined ? `smtp-${(code ?? 'error').toLowerCase()}` : `smtp-${responseCode}`);
}
