import { ApiError, type Problem } from './client';

interface Act {
  readonly matter: string;
  readonly command: string;
  readonly body: unknown;
  /** Chosen once for each act of a person. */
  readonly key: string;
}

export type Taken = { readonly status: 'accepted'; readonly seq: number } | { readonly status: 'pending'; readonly command: string };

/** By name, because what is offered is only known at run time; every other call goes through the typed client. */
export async function giveCommand({ matter, command, body, key }: Act): Promise<Taken> {
  return post(`/api/v1/matters/${encodeURIComponent(matter)}/commands/${encodeURIComponent(command)}`, body, key);
}

async function post(path: string, body: unknown, key: string): Promise<Taken> {
  let answer: Response;
  try {
    answer = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': key }, body: JSON.stringify(body) });
  } catch {
    throw new ApiError(null, null);
  }
  const said: unknown = await answer.json().catch(() => null);
  if (!answer.ok) throw new ApiError(answer.status, said as Problem | null);
  return said as Taken;
}
