import { createHash } from 'node:crypto';

/** A command's id, which is also its update's id: the same account, route and key always give the same. A UUID (version 8, by hash). */
export function commandIdOf(account: string, route: string, idempotencyKey: string): string {
  const bytes = createHash('sha256').update(JSON.stringify([account, route, idempotencyKey])).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
