import createClient, { type Client } from 'openapi-fetch';
import type { paths } from '../../openapi.js';
import { Problem, problemOf } from './problem.js';

export type Api = Client<paths>;

interface ApiParts {
  /** What the path of every operation begins with; empty unless PUBLIC_URL has a path. */
  prefix: string;
  /** Whether somebody used the page since the last request that counted as use. */
  wasUsed(): boolean;
  /** Called when the gateway says that the session has ended. */
  onSessionEnd(): void;
  fetch(request: Request): Promise<Response>;
  /** How long an answer to reading is waited for, ms. */
  readWithinMs?: number;
}

// The gateway answers within it even when its database is away.
const READ_WITHIN_MS = 20_000;

const NO_ANSWER = { status: 0, title: 'The gateway does not answer', detail: '' };

/**
 * Makes the client of the documented operations. Whatever is no success rejects with a Problem. Reading that nobody
 * asked for is marked, so that an open tab alone does not keep a session alive. The browser itself keeps answers and
 * asks with their ETag, so that a poll of something that has not changed costs a 304. Reading is given up after a
 * while, because a gateway that hangs would else look like one whose figures do not change. A change may take its time.
 */
export function makeApi({ prefix, wasUsed, onSessionEnd, fetch, readWithinMs = READ_WITHIN_MS }: ApiParts): Api {
  const client = createClient<paths>({ baseUrl: prefix, fetch });
  client.use({
    onRequest({ request }) {
      const reads = request.method === 'GET';
      if (!reads) return undefined;
      if (!wasUsed()) request.headers.set('Pop-Background', '1');
      return new Request(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(readWithinMs)]) });
    },
    async onResponse({ response, schemaPath }) {
      if (response.ok) return;
      const problem = await problemOf(response);
      if (problem.status === 401 && !OWN_PASSWORD.has(schemaPath)) onSessionEnd();
      throw problem;
    },
    onError({ error }) {
      if (error instanceof DOMException && error.name === 'AbortError') return error;
      return new Problem(NO_ANSWER);
    },
  });
  return client;
}

// Here 401 says that the password is wrong.
const OWN_PASSWORD: ReadonlySet<string> = new Set([
  '/v1/admin/session',
  '/v1/admin/session/confirm',
  '/v1/admin/session/password',
]);

/** The body of a reply. Any other outcome has rejected before. */
export async function answer<T>(asked: Promise<{ data?: T }>): Promise<T> {
  const { data } = await asked;
  return data as T;
}
