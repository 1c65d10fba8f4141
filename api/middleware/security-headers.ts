import type { RequestHandler } from 'express';

/** Answers are data for one person: not to be framed, sniffed, cached or passed on. Pages loosen the policy for themselves. */
export function setSecurityHeaders(isHttps: boolean): RequestHandler {
  return (_req, res, next) => {
    res.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.setHeader('X-Frame-Options', 'DENY');
    res.setHeader('Referrer-Policy', 'no-referrer');
    res.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    res.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
    res.setHeader('Permissions-Policy', 'camera=(), geolocation=(), microphone=()');
    res.setHeader('Cache-Control', 'no-store');
    if (isHttps) res.setHeader('Strict-Transport-Security', 'max-age=31536000');
    next();
  };
}
