import { readUrl } from '../../../engine/read-url.js';

/** Where the server is and who asks, in the driver's words. */
export interface ServerAddress {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
  ssl?: { rejectUnauthorized: true; verifyIdentity: true };
}

/**
 * Reads a DATABASE_URL that names a server. With `sync` the server is a node of a cluster in which others write as well
 * (decision 0049). Throws an Error that does not repeat the url, because it may hold a password.
 */
export function readServerUrl(text: string, example: string): { server: ServerAddress; sync: boolean } {
  const url = readUrl(text);
  if (!url) throw new Error(`DATABASE_URL is not valid. Example: ${example}`);
  const [database, user, password] = [url.pathname.slice(1), url.username, url.password].map(decode);
  if (!database || url.hostname === '') throw new Error('DATABASE_URL needs a host and a database name.');
  for (const [name, value] of url.searchParams) {
    if (!['ssl', 'sync'].includes(name) || !/^(true|false)$/.test(value)) {
      throw new Error(`DATABASE_URL has an unknown parameter "${name}"; the known ones are ssl=true and sync=true.`);
    }
  }
  const isSet = (name: string): boolean => url.searchParams.get(name) === 'true';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const tls = isSet('ssl') ? { ssl: { rejectUnauthorized: true, verifyIdentity: true } as const } : {};
  const server = { host, port: Number(url.port || 3306), user: user!, password: password!, database, ...tls };
  return { server, sync: isSet('sync') };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new Error('DATABASE_URL has a "%" that must be written %25.');
  }
}
