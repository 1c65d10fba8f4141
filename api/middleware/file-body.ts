import type { Request, RequestHandler } from 'express';
import { line } from '../../contract/common';
import { DOCUMENT_TYPE_NAMES, type DocumentType, MAX_DOCUMENT_BYTES } from '../../contract/documents';
import { Refusal } from '../../register/errors';
import { boundMemory } from '../bound-memory';

const LONGEST_REST_MS = 10_000;
const fileName = line(200).refine((name) => !/[/\\]/.test(name));

export interface FileBody {
  readonly name: string;
  readonly mediaType: DocumentType;
  /** Read once; a sender that stops in the middle is refused. */
  readonly content: AsyncIterable<Buffer>;
}

/** What a request says of the file that is its body. What its headers already rule out is refused before a byte is read. */
export function fileBodyOf(req: Request): FileBody {
  const declared = (req.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase();
  const mediaType = DOCUMENT_TYPE_NAMES.find((known) => known === declared);
  if (!mediaType || req.get('content-encoding') !== undefined) throw new Refusal('document-type-not-allowed');
  if (Number(req.get('content-length') ?? 0) > MAX_DOCUMENT_BYTES) throw new Refusal('document-too-large');
  return { name: nameIn(req.get('content-disposition') ?? ''), mediaType, content: boundMemory(partsOf(req)) };
}

/** The form of RFC 6266 that carries every name: percent-encoded UTF-8. */
function nameIn(disposition: string): string {
  const encoded = /;\s*filename\*=UTF-8''([^\s;]+)/i.exec(disposition)?.[1];
  try {
    return fileName.parse(decodeURIComponent(encoded ?? ''));
  } catch {
    throw new Refusal('document-name-required');
  }
}

/** Stopping in the middle leaves the connection as it is: the refusal still has to reach the sender. */
async function* partsOf(req: Request): AsyncGenerator<Buffer> {
  try {
    for await (const part of req.iterator({ destroyOnReturn: false })) yield part as Buffer;
  } catch {
    throw new Refusal('document-incomplete');
  }
}

/** Who is refused before the whole file has come in may send the rest into the void for a moment; then the connection ends. */
export const discardRest: RequestHandler = (req, res, next) => {
  res.once('finish', () => {
    if (req.complete) return;
    const timer = setTimeout(() => req.destroy(), LONGEST_REST_MS);
    req.once('close', () => clearTimeout(timer));
    req.resume();
  });
  next();
};
