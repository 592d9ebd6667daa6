import assert from 'node:assert/strict';
import { type ConsoleRole } from '../../engine/console/console-role.js';
import { type AdminOperationId } from '../../routes/documented.js';
import { type Gateway, type Reply } from './app.js';
import { methodOf, pathOf } from './operation-path.js';
import { type Seed, type TestUser } from './seed.js';

/** Somebody who signed in to the console. */
export interface TestOperator extends TestUser {
  cookie: string;
  /** Calls an operation of the console by its operationId, as our own page does. */
  ask(id: AdminOperationId, parameters?: Record<string, string>, options?: AskOptions): Promise<Reply>;
}

interface AskOptions {
  body?: object | string | undefined;
  /** Without the question mark. It is sent as it is. */
  query?: string;
  headers?: Record<string, string>;
}

/** What a browser says of a request by a page of ours. */
export const OWN_PAGE = { 'sec-fetch-site': 'same-origin' };

type Asking = Pick<Gateway, 'resource'>;

/** Signs a new operator of that role in. */
export async function newOperator(world: Asking & { seed: Seed }, role: ConsoleRole): Promise<TestOperator> {
  return signInOperator(world, await world.seed.operator(role));
}

/** Signs a user in to the console. The sign-in must succeed. */
export async function signInOperator(gateway: Asking, user: TestUser): Promise<TestOperator> {
  const { status, headers, text } = await tryToSignIn(gateway, user);
  assert.equal(status, 200, text);
  const cookie = String(headers['set-cookie']).split(';')[0]!;
  return { ...user, cookie, ask: (id, parameters, options) => askAs(gateway, cookie, id, parameters, options) };
}

/** Tries to sign in to the console. */
export function tryToSignIn(
  gateway: Asking,
  { name, password }: Pick<TestUser, 'name' | 'password'>,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const body = { user: name, password };
  return gateway.resource(undefined, 'POST', pathOf('adminSignIn', {}), { body, headers: { ...OWN_PAGE, ...headers } });
}

/** Calls an operation of the console with any cookie, or none. */
export function askAs(
  gateway: Asking,
  cookie: string | undefined,
  id: AdminOperationId,
  parameters: Record<string, string> = {},
  { body, query, headers = {} }: AskOptions = {},
): Promise<Reply> {
  const path = pathOf(id, parameters as never, query);
  const sent = { ...OWN_PAGE, ...(cookie !== undefined && { cookie }), ...headers };
  return gateway.resource(undefined, methodOf(id), path, { body, headers: sent });
}
