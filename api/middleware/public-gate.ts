import type { RequestHandler } from 'express';
import type { Clock } from '../../register/clock';
import { Refusal } from '../../register/errors';

const WINDOW_MS = 60_000;
/** From one address in a window; an office or a search engine shares one. */
const MOST_REQUESTS = 240;
/** More addresses than this in one window are counted together: memory has an end, and so has patience. */
const MOST_ADDRESSES = 50_000;
const ALL_OTHERS = '';

/** Reading without signing in: so often a minute from one address, from any page, and kept by caches for a while. */
export function publicGate(clock: Clock, maxAgeSeconds: number): RequestHandler {
  let windowEndsAt = 0;
  const counts = new Map<string, number>();
  return (req, res, next) => {
    const now = clock.now();
    if (now >= windowEndsAt) {
      counts.clear();
      windowEndsAt = now + WINDOW_MS;
    }
    const address = req.ip ?? ALL_OTHERS;
    const subject = counts.has(address) || counts.size < MOST_ADDRESSES ? address : ALL_OTHERS;
    const count = (counts.get(subject) ?? 0) + 1;
    counts.set(subject, count);
    res.setHeader('Access-Control-Allow-Origin', '*');
    res.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    if (count > MOST_REQUESTS) throw new Refusal('too-many-requests', { retryAfterSeconds: Math.max(1, Math.ceil((windowEndsAt - now) / 1000)) });
    res.setHeader('Cache-Control', `public, max-age=${maxAgeSeconds}`);
    res.setHeader('Vary', 'Accept');
    next();
  };
}
