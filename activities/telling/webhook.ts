import { createHmac } from 'node:crypto';
import type { Clock } from '../../register/clock';
import { formatInstant } from '../../domain/calendar/day';
import type { Webhook } from '../../register/deliveries/endpoints';
import { type Channel, later, type Outgoing, refused, SENT, type Sent } from './channel';
import { matterLink } from './letter';

const TIMEOUT_MS = 10_000;
/** A receiver should turn away what is older than this, and what it has seen under the same id. */
const REPLAY_WINDOW_S = 300;

/** What is posted to a unit's own system: one thing told, in codes and in words. */
export function webhookBody({ id, letter, told, urgency }: Outgoing, publicUrl: string): string {
  return JSON.stringify({
    id,
    urgency,
    subject: letter.subject,
    text: letter.text,
    told: told.map((one) => ({
      matter: one.matter,
      link: matterLink(publicUrl, one.matter),
      message: one.message,
      params: one.params,
      kind: one.about.kind,
      court: one.about.court,
      unit: one.about.unit,
      office: one.about.office ?? null,
      at: formatInstant(one.at),
    })),
  });
}

/** `t=<unix seconds>,v1=<hex>`: HMAC-SHA-256 over `<t>.<body>` with the account's secret. */
function signatureOf(secret: string, unixSeconds: number, body: string): string {
  return `t=${unixSeconds},v1=${createHmac('sha256', secret).update(`${unixSeconds}.${body}`).digest('hex')}`;
}

/** Signed messages to units' own systems. `wallClock` stamps the signature; receivers compare it with theirs. */
export function createWebhookChannel({ findWebhook, publicUrl, wallClock }: { findWebhook: (accountId: string) => Promise<Webhook | undefined>; publicUrl: string; wallClock: Clock }): Channel {
  return {
    async send(outgoing) {
      const webhook = await findWebhook(outgoing.recipient.accountId);
      if (!webhook) return refused('no-webhook');
      const body = webhookBody(outgoing, publicUrl);
      const unixSeconds = Math.floor(wallClock.now() / 1000);
      try {
        const response = await fetch(webhook.url, {
          method: 'POST',
          redirect: 'manual',
          signal: AbortSignal.timeout(TIMEOUT_MS),
          headers: {
            'content-type': 'application/json; charset=utf-8',
            'user-agent': 'liandong-webhook/1',
            'liandong-signature': signatureOf(webhook.secret, unixSeconds, body),
            'liandong-timestamp': String(unixSeconds),
            'liandong-replay-window': String(REPLAY_WINDOW_S),
            'liandong-delivery': outgoing.id,
            'liandong-attempt': String(outgoing.attempt),
          },
          body,
        });
        await response.body?.cancel();
        return judgeStatus(response.status);
      } catch (error) {
        return later(error instanceof Error && error.name === 'TimeoutError' ? 'timed-out' : 'not-reached');
      }
    },
    close: () => undefined,
  };
}

/** 410: the receiver wants no more. All other refusals may be a mistake that is mended: tried for days, then shown to the operator. */
function judgeStatus(status: number): Sent {
  if (status >= 200 && status < 300) return SENT;
  if (status === 410) return refused('http-410');
  return later(status >= 300 && status < 400 ? 'redirected' : `http-${status}`);
}
