import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** Of no use but here: for localhost, and known to nobody. */
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgymQpHPKY7CNfUuQN
1aO3IsId79XIGlOulRtGNYWo2NmhRANCAASnko2byCYJ/d2Ocx0Q6clnJTZFCnwF
muKSsNdDsBRAmkbiUnRkFtoLzbBMrbO615X7NEAZ6OLYe4hr6E98G+p4
-----END PRIVATE KEY-----`;
export const MAIL_SERVER_CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBZzCCAQ2gAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhv
c3QwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
CWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABKeSjZvIJgn93Y5z
HRDpyWclNkUKfAWa4pKw10OwFECaRuJSdGQW2gvNsEyts7rXlfs0QBno4th7iGvo
T3wb6nijTjBMMA8GA1UdEwEB/wQFMAMBAf8wGgYDVR0RBBMwEYIJbG9jYWxob3N0
hwR/AAABMB0GA1UdDgQWBBSiUuUPJLZartosp0MJXHWRcQG/SzAKBggqhkjOPQQD
AgNIADBFAiAVBtPwcP86IvoklLH/cRtDXDsrVamYsjs571vMINwGOAIhALcXDDiK
/P4IpuDiwvkyVU2d+nieGfqIKuC1ZEXvHG6T
-----END CERTIFICATE-----`;

export interface MailServerBehaviour {
  /** What the server says to a recipient; undefined: welcome. */
  onRecipient?: (address: string) => { code: number; text: string } | undefined;
  /** Called when a mail has arrived whole, before the server says so. */
  onArrived?: (mail: ParsedMail) => void | Promise<void>;
  /** Offers STARTTLS and asks for this password. */
  password?: string;
  /** Has no TLS at all. */
  isPlain?: boolean;
}

/** A mail server in this process that can go down and come back on its port. */
export class MailServer {
  readonly mails: ParsedMail[] = [];
  private server: SMTPServer | undefined;
  private chosenPort = 0;

  constructor(private readonly behaviour: MailServerBehaviour = {}) {}

  get port(): number {
    return this.chosenPort;
  }

  async start(): Promise<void> {
    const { onRecipient, onArrived, password, isPlain } = this.behaviour;
    const options: SMTPServerOptions = {
      key: KEY,
      cert: MAIL_SERVER_CERTIFICATE,
      authOptional: password === undefined,
      disabledCommands: isPlain === true ? ['STARTTLS'] : [],
      disableReverseLookup: true,
      closeTimeout: 1,
      onAuth: (auth, _session, callback) => {
        if (auth.password === password) callback(null, { user: auth.username });
        else callback(new Error('wrong password'));
      },
      onRcptTo: ({ address }, _session, callback) => {
        const refusal = onRecipient?.(address);
        callback(refusal ? Object.assign(new Error(refusal.text), { responseCode: refusal.code }) : undefined);
      },
      onData: (stream, _session, callback) => {
        simpleParser(stream)
          .then(async (mail) => {
            this.mails.push(mail);
            await onArrived?.(mail);
            callback();
          })
          // The connection went before the mail was whole.
          .catch(() => callback(new Error('not received')));
      },
    };
    this.server = new SMTPServer(options);
    // A client that is killed resets its connection.
    this.server.on('error', () => undefined);
    const listening = this.server.listen(this.chosenPort, '127.0.0.1');
    await once(listening, 'listening');
    this.chosenPort = (listening.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (server) await new Promise<void>((resolve) => server.close(resolve));
  }
}
