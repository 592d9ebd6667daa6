import { type ConsoleRole } from '../../engine/console/console-role.js';
import { type Reply } from './app.js';
import { type World } from './gateway.js';
import { newOperator, OWN_PAGE } from './operator.js';

/** Somebody who is signed in to the console, for tests that ask by path. Each reply is checked against openapi.yaml. */
export interface SignedIn {
  name: string;
  get(path: string, headers?: Record<string, string>): Promise<Reply>;
  post(path: string, body?: object): Promise<Reply>;
  send(method: string, path: string, body?: object): Promise<Reply>;
}

/** Makes an operator of that role and signs in. Paths are those below /v1/admin. */
export async function signedInOperator(world: World, role: ConsoleRole = 'operator'): Promise<SignedIn> {
  const { name, cookie } = await newOperator(world, role);
  const headers = { ...OWN_PAGE, cookie };
  return {
    name,
    get: (path, more = {}) =>
      world.resource(undefined, 'GET', `/v1/admin/${path}`, { headers: { ...headers, ...more } }),
    post: (path, body) => world.resource(undefined, 'POST', `/v1/admin/${path}`, { body, headers }),
    send: (method, path, body) => world.resource(undefined, method, `/v1/admin/${path}`, { body, headers }),
  };
}
