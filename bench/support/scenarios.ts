import { type ChildServer } from './child-server.js';
import { type Request } from './load.js';
import { ACCOUNT_ID, PASSWORD, USER_NAMES } from './seed.js';

export type PageSize = 20 | 1000;

/** One request to one server, which is repeated. */
export interface Scenario {
  label: string;
  server: ChildServer;
  limit: PageSize;
  request: Request;
}

/** All results are divided by that of YARDSTICK, and are also shown as a multiple of that of NAIVE. */
export const YARDSTICK = 'bare Express, res.json of a constant';
export const TWO_WORKERS = 'gateway with WORKERS=2 (MariaDB)';
export const SAME_CHECKS = 'Fastify with the same permissions, limits, log and ETag (MariaDB)';
export const NAIVE = 'naive: passport-http, bcrypt each request, knex (MariaDB)';

export interface MeasuredServers {
  raw: ChildServer;
  express: ChildServer;
  /** Peers that read the MySQL server. `gateways` has the gateways by the name of their database. */
  naive?: ChildServer;
  fastify?: ChildServer;
  sameChecks?: ChildServer;
  gateways: Map<string, ChildServer>;
  /** The gateway on MySQL with two workers. */
  twoWorkers?: ChildServer;
}

/** Gives every scenario with pages of these sizes. `etag` is that of the page of 20. */
export function scenarios(
  servers: MeasuredServers,
  { etag, limits }: { etag: string; limits: PageSize[] },
): Scenario[] {
  const { raw, express, naive, fastify, sameChecks, gateways, twoWorkers } = servers;
  const page = (label: string, server: ChildServer, limit: PageSize, headers = authorization(USER_NAMES[0]!)) => ({
    ...{ label, server, limit },
    request: listRequest(server, limit, headers),
  });
  const each = (limit: PageSize): Scenario[] => [
    page('raw node:http, constant buffer', raw, limit, {}),
    page(YARDSTICK, express, limit, {}),
    ...(naive && limit === 20 ? [page(NAIVE, naive, limit)] : []),
    ...(fastify ? [page('Fastify, cached credentials, mysql2 prepared (MariaDB)', fastify, limit)] : []),
    ...(sameChecks ? [page(SAME_CHECKS, sameChecks, limit)] : []),
    ...[...gateways].flatMap(([database, server]) => [
      page(`gateway, ${database}, GET /v1/…/assessments`, server, limit),
      commandScenario(`gateway, ${database}, POST /api/1.0 application_get`, server, limit),
    ]),
    ...(twoWorkers && limit === 20 ? [page(TWO_WORKERS, twoWorkers, limit)] : []),
  ];
  const unchanged = [...gateways].map(([database, server]) =>
    page(`gateway, ${database}, GET answered 304`, server, 20, {
      ...authorization(USER_NAMES[0]!),
      'If-None-Match': etag,
    }),
  );
  return [...limits.flatMap(each), ...unchanged];
}

/** Gives the header of HTTP Basic for a user of the seed, by default with the right password. */
export function authorization(userName: string, password = PASSWORD): Record<string, string> {
  return { Authorization: `Basic ${Buffer.from(`${userName}:${password}`).toString('base64')}` };
}

/** Requests a page of the resource face's list. The peers serve it at the same address. */
export function listRequest(server: ChildServer, limit: PageSize, headers: Record<string, string>): Request {
  return { url: `${server.url}/v1/accounts/${ACCOUNT_ID}/assessments?limit=${limit}`, method: 'GET', headers };
}

function commandScenario(label: string, server: ChildServer, limit: PageSize): Scenario {
  const headers = { ...authorization(USER_NAMES[0]!), 'Content-Type': 'application/json' };
  const body = JSON.stringify({ command: 'application_get', partner_api: true, max_count: limit });
  return { label, server, limit, request: { url: `${server.url}/api/1.0`, method: 'POST', headers, body } };
}
