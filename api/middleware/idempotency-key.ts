import type { RequestHandler } from 'express';
import { Refusal } from '../../register/errors';

const KEY = /^[\x21-\x7e]{8,128}$/;

/** The command row is allotted by account, route and this key; see the architecture, section 6. */
export const requireIdempotencyKey: RequestHandler = (req, res, next) => {
  const key = req.get('idempotency-key');
  if (key === undefined || !KEY.test(key)) throw new Refusal('idempotency-key-required');
  res.locals.idempotencyKey = key;
  next();
};
