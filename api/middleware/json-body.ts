import { isUtf8 } from 'node:buffer';
import express, { type RequestHandler } from 'express';
import { Refusal } from '../../register/errors';

const LIMIT_BYTES = 1_000_000;
/** A megabyte over the slowest line; who sends more slowly only holds a connection. */
const LONGEST_READ_MS = 30_000;
const LIMITS = { depth: 20, items: 2_000, nodes: 50_000, stringLength: 20_000, keyLength: 200 };
/** Everything below is kept out of the register by PostgreSQL or would be read differently by the next program. */
const NUL_OR_LONE_SURROGATE = /\0|\p{Surrogate}/u;

export interface JsonBodyOptions {
  readonly maxStringLength?: number;
}

/** Reads a JSON body of at most 1 MB and refuses what no honest client sends, before any schema looks at it. */
export function readJsonBody({ maxStringLength = LIMITS.stringLength }: JsonBodyOptions = {}): RequestHandler {
  const parse = express.json({
    limit: LIMIT_BYTES,
    strict: false,
    inflate: false,
    type: 'application/json',
    verify: (_req, _res, bytes, encoding) => {
      if (encoding !== 'utf-8') throw new Refusal('unsupported-media-type');
      if (!isUtf8(bytes)) throw new Refusal('malformed-json');
    },
  });
  return (req, res, next) => {
    if (!req.is('application/json')) throw new Refusal('unsupported-media-type');
    const timer = setTimeout(() => req.destroy(), LONGEST_READ_MS);
    parse(req, res, (error?: unknown) => {
      clearTimeout(timer);
      if (error !== undefined) {
        next(error);
        return;
      }
      try {
        checkShape(req.body, maxStringLength);
        next();
      } catch (refusal) {
        next(refusal);
      }
    });
  };
}

/** Refuses encoded NULs and broken characters in path and query. */
export const refuseUnsafeUrl: RequestHandler = (req, _res, next) => {
  let decoded: string;
  try {
    decoded = decodeURIComponent(req.originalUrl.replaceAll('+', ' '));
  } catch {
    throw new Refusal('malformed-request');
  }
  if (NUL_OR_LONE_SURROGATE.test(decoded)) throw new Refusal('unsafe-characters');
  next();
};

/** Without recursion: a body of a megabyte may nest half a million deep. */
function checkShape(body: unknown, maxStringLength: number): void {
  const pending: { value: unknown; depth: number }[] = [{ value: body, depth: 0 }];
  for (let seen = 0; pending.length > 0; seen++) {
    const { value, depth } = pending.pop() ?? { value: null, depth: 0 };
    if (seen > LIMITS.nodes || depth > LIMITS.depth) throw new Refusal('too-complex');
    if (typeof value === 'string') checkText(value, maxStringLength);
    if (typeof value !== 'object' || value === null) continue;
    const members = Object.entries(value);
    if (members.length > LIMITS.items) throw new Refusal('too-complex');
    for (const [key, member] of members) {
      checkText(key, LIMITS.keyLength);
      if (key === '__proto__') throw new Refusal('unsafe-characters');
      pending.push({ value: member, depth: depth + 1 });
    }
  }
}

function checkText(text: string, maxLength: number): void {
  if (text.length > maxLength) throw new Refusal('too-complex');
  if (NUL_OR_LONE_SURROGATE.test(text)) throw new Refusal('unsafe-characters');
}
