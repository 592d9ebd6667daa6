import { type Client } from 'openapi-fetch';
import type { paths } from '../../openapi.js';
import { Problem, problemOf } from './problem.js';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** The documented operations. Of openapi-fetch only the types are used: the page needs a tenth of what it can do. */
export type Api = Pick<Client<paths>, Method>;

type Scalar = string | number | boolean | null | undefined;

/** What an operation is asked with, for any operation. */
interface Asked {
  params?: { path?: object; query?: object; header?: Record<string, string> };
  body?: unknown;
  parseAs?: 'text';
  signal?: AbortSignal;
}

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
  const send = async (method: Method, path: string, { params, body, parseAs, signal }: Asked = {}) => {
    const headers = new Headers(params?.header);
    const signals = signal ? [signal] : [];
    if (body !== undefined) headers.set('Content-Type', 'application/json');
    if (method === 'GET') {
      if (!wasUsed()) headers.set('Pop-Background', '1');
      signals.push(AbortSignal.timeout(readWithinMs));
    }
    const request = new Request(prefix + addressOf(path, params), {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.any(signals),
    });
    const response = await fetch(request).catch(refuse);
    if (!response.ok) {
      const problem = await problemOf(response);
      if (problem.status === 401 && !OWN_PASSWORD.has(path)) onSessionEnd();
      throw problem;
    }
    const text = await response.text().catch(refuse);
    return { data: parseAs === 'text' ? text : text === '' ? undefined : (JSON.parse(text) as unknown) };
  };
  const by = (method: Method) => (path: string, asked?: Asked) => send(method, path, asked);
  return { GET: by('GET'), POST: by('POST'), PUT: by('PUT'), PATCH: by('PATCH'), DELETE: by('DELETE') } as Api;
}

/** Nobody answered, unless the page itself gave it up. */
function refuse(error: unknown): never {
  throw error instanceof DOMException && error.name === 'AbortError' ? error : new Problem(NO_ANSWER);
}

/** The path with its parameters, then what is given of the query. A list gives its name once for each item. */
function addressOf(path: string, { path: inPath = {}, query = {} }: NonNullable<Asked['params']> = {}): string {
  const values = new Map(Object.entries(inPath));
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values.get(name))));
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries<Scalar | Scalar[]>({ ...query })) {
    for (const item of [value].flat()) if (item !== undefined && item !== null) given.append(name, String(item));
  }
  return given.size > 0 ? `${filled}?${given.toString()}` : filled;
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
