import type { DocumentReference } from '../../matters/ledger';

/** Nothing that a file holds runs or loads anything, even where a browser shows it. */
const FILE_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'";

/** With which a kept file goes out, under the name that it was uploaded with. */
export function downloadHeaders({ mediaType, bytes }: DocumentReference, name: string): Record<string, string> {
  return {
    'Content-Type': mediaType,
    'Content-Length': String(bytes),
    'Content-Disposition': `attachment; filename*=UTF-8''${percentEncoded(name)}`,
    'Content-Security-Policy': FILE_POLICY,
  };
}

/** RFC 8187: encodeURIComponent leaves a few characters that are no part of the value there. */
export function percentEncoded(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
