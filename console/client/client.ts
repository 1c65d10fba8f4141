import createClient, { type Middleware } from 'openapi-fetch';
import type { components, paths } from './generated/openapi';

export type Problem = components['schemas']['Problem'];

/** What the API refused, or that it could not be asked at all. */
export class ApiError extends Error {
  constructor(
    /** null: no answer came; whether the act was taken is not known. */
    readonly status: number | null,
    readonly problem: Problem | null,
  ) {
    super(problem?.title ?? (status === null ? '网络不通，未收到平台的答复' : `平台答复异常（${status}）`));
  }

  get code(): string | undefined {
    return this.problem?.code;
  }

  /** Whether the same act, with the same key, may be tried again as it is. */
  get isPassing(): boolean {
    return this.status === null || this.status === 429 || this.status >= 500;
  }
}

/** Every answer that is not one of success becomes an error, so that nobody can overlook it. */
const refuse: Middleware = {
  async onResponse({ response }) {
    if (response.ok) return;
    const body: unknown = await response.clone().json().catch(() => null);
    throw new ApiError(response.status, isProblem(body) ? body : null);
  },
  onError({ error }) {
    return error instanceof ApiError ? error : new ApiError(null, null);
  },
};

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'title' in body;
}

export const api = createClient<paths>({ baseUrl: '/api/v1' });
api.use(refuse);

/** The body of an answer of success; openapi-fetch types it as possibly absent. */
export async function bodyOf<T>(answer: Promise<{ data?: T }>): Promise<T> {
  const { data } = await answer;
  return data as T;
}

/** One act of a person, one key: pressed twice, or sent again after the line was cut, it is done once. */
export function newActKey(): string {
  return crypto.randomUUID();
}
