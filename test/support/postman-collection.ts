import { type PlacedOperation } from '../../src/document/openapi.js';

type Entry = { item: Entry[] } | { request: { method: string; url: { path: string[] } } };

export interface PostmanCollection {
  item: Entry[];
  event?: object[];
}

// Sent with each request; a failed test is a failure of newman.
const SUCCEEDS = {
  listen: 'test',
  script: { exec: ["pm.test('succeeds', () => pm.expect(pm.response.code).to.be.within(200, 299));"] },
};

/** The collection with these operations alone, in this order, each to be answered with 2xx. Throws if it lacks one. */
export function pickRequests(collection: PostmanCollection, operations: PlacedOperation[]): PostmanCollection {
  const requests = new Map(requestsOf(collection.item));
  const item = operations.map(({ method, path }) => {
    const name = `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`;
    const found = requests.get(name);
    if (found === undefined) throw new Error(`The collection lacks ${name}.`);
    return found;
  });
  return { ...collection, item, event: [SUCCEEDS] };
}

function requestsOf(entries: Entry[]): [name: string, entry: Entry][] {
  return entries.flatMap((entry) => {
    if ('item' in entry) return requestsOf(entry.item);
    const { method, url } = entry.request;
    return [[`${method} /${url.path.join('/')}`, entry]];
  });
}
