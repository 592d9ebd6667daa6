import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { childServer, type ChildServer } from './child-server.js';
import { authorization, listRequest, type MeasuredServers, type PageSize } from './scenarios.js';
import { USER_NAMES } from './seed.js';

const PUBLIC_URL = 'https://pop.example.com';
const NO_LIMIT = '999999999';

export interface ServerParts {
  /** The folder of the compiled tree. `folder` is for logs. */
  built: string;
  folder: string;
  /** The URLs by the name of the database. */
  databases: Map<string, string>;
}

/** Starts a gateway on one of the databases. It runs as in production except for the limit of requests and `more`. */
export function startGateway(
  { built, folder, databases }: ServerParts,
  database: string,
  more: Record<string, string> = {},
): Promise<ChildServer> {
  return childServer(join(built, 'src/main.js'), {
    name: `gateway-${database}`,
    folder,
    env: { DATABASE_URL: databases.get(database)!, PUBLIC_URL, REQUESTS_PER_MINUTE: NO_LIMIT, ...more },
  });
}

/** Starts one of bench/peers. `pages` is the file with the pages for constant answers. */
export function startPeer(
  { built, folder, databases }: ServerParts,
  peer: string,
  pages: string,
): Promise<ChildServer> {
  return childServer(join(built, `bench/peers/${peer}.js`), {
    name: peer,
    folder,
    env: { DATABASE_URL: databases.get('MariaDB') ?? '', PUBLIC_URL, PAGES: pages },
  });
}

/** Starts all servers and checks that each answers with the same page. `etag` is that of the gateways' page of 20. */
export async function startServers(
  parts: ServerParts,
): Promise<{ servers: MeasuredServers; etag: string; pages: string }> {
  const gateways = new Map<string, ChildServer>();
  for (const database of parts.databases.keys()) gateways.set(database, await startGateway(parts, database));
  const [first] = gateways.values();
  const pages = join(parts.folder, 'pages.json');
  const [short, long] = [await ask(first!, 20), await ask(first!, 1000)];
  writeFileSync(pages, JSON.stringify({ 20: short.text, 1000: long.text }));
  const hasServer = parts.databases.has('MariaDB');
  const servers: MeasuredServers = {
    raw: await startPeer(parts, 'raw-http', pages),
    express: await startPeer(parts, 'bare-express', pages),
    ...(hasServer && {
      naive: await startPeer(parts, 'naive-express', pages),
      fastify: await startPeer(parts, 'fastify-cached', pages),
      sameChecks: await startPeer(parts, 'fastify-same-checks', pages),
    }),
    gateways,
    ...(hasServer && { twoWorkers: await startGateway(parts, 'MariaDB', { WORKERS: '2' }) }),
  };
  await requireSamePages(servers, pages);
  return { servers, etag: short.etag, pages };
}

async function requireSamePages({ gateways, ...peers }: MeasuredServers, pages: string): Promise<void> {
  const expected = JSON.parse(readFileSync(pages, 'utf8')) as Record<string, string>;
  for (const [name, server] of [...Object.entries(peers), ...gateways] as [string, ChildServer][]) {
    for (const limit of [20, 1000] as const) {
      const { text } = await ask(server, limit);
      if (text !== expected[limit]) throw new Error(`${name} answers another page of ${limit} than the gateway.`);
    }
  }
}

async function ask(server: ChildServer, limit: PageSize): Promise<{ text: string; etag: string }> {
  const { url, headers } = listRequest(server, limit, authorization(USER_NAMES[0]!));
  const response = await fetch(url, { headers });
  return { text: await response.text(), etag: response.headers.get('etag') ?? '' };
}
