import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type Api, makeApi } from '../../../console/api/client.js';
import { Problem } from '../../../console/api/problem.js';

type Parts = Partial<Parameters<typeof makeApi>[0]>;

describe('the client of the console', () => {
  it('gives up reading when the gateway takes the request and says nothing', async () => {
    await withGateway(
      () => undefined,
      async (api) => {
        await assert.rejects(api.GET('/v1/admin/overview'), noAnswer);
      },
      { readWithinMs: 50 },
    );
  });

  it('says that nobody answered when an answer is cut off', async () => {
    await withGateway(
      (_, response) => {
        response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 100 });
        response.write('{"items":', () => response.destroy());
      },
      async (api) => {
        await assert.rejects(api.GET('/v1/admin/overview'), noAnswer);
      },
    );
  });

  it('leaves it an abort when the page itself gives a request up', async () => {
    const gaveUp = new AbortController();
    await withGateway(
      () => gaveUp.abort(),
      async (api) => {
        await assert.rejects(api.GET('/v1/admin/overview', { signal: gaveUp.signal }), { name: 'AbortError' });
      },
    );
  });

  it('escapes what it puts into a path', async () => {
    const { api, sent } = recorder();
    await api.GET('/v1/admin/positions/{position_id}', { params: { path: { position_id: 'a/b ?#%é' } } });
    assert.equal(sent[0]!.url, 'http://gateway.example.com/sub/v1/admin/positions/a%2Fb%20%3F%23%25%C3%A9');
  });

  it('sends a list of the query item by item, and nothing of what is not given', async () => {
    const { api, sent } = recorder();
    const query = { q: 'Ann & Co', limit: 0, state: ['a', 'b'], cursor: undefined, user: null, none: [] };
    await api.GET('/v1/admin/accounts', { params: { query: query as object } });
    await api.GET('/v1/admin/accounts', { params: { query: { q: undefined } as object } });
    const asked = new URL(sent[0]!.url).searchParams;
    assert.deepEqual(
      [...asked],
      [
        ['q', 'Ann & Co'],
        ['limit', '0'],
        ['state', 'a'],
        ['state', 'b'],
      ],
    );
    assert.equal(sent[1]!.url, 'http://gateway.example.com/sub/v1/admin/accounts');
  });

  it('sends a body as JSON with the headers it is given, and no type without a body', async () => {
    const { api, sent } = recorder();
    const path = { account_id: 'acme' };
    const header = { 'If-Match': '"3"' };
    const body = { config: { a: 'é' } };
    await api.PUT('/v1/admin/accounts/{account_id}/config', { params: { path, header }, body } as never);
    await api.DELETE('/v1/admin/session');
    assert.equal(sent[0]!.method, 'PUT');
    assert.equal(sent[0]!.headers.get('Content-Type'), 'application/json');
    assert.equal(sent[0]!.headers.get('If-Match'), '"3"');
    assert.deepEqual(await sent[0]!.json(), body);
    assert.equal(sent[1]!.method, 'DELETE');
    assert.equal(sent[1]!.headers.get('Content-Type'), null);
  });

  it('marks reading that nobody asked for, and never a change', async () => {
    const { api, sent } = recorder({ wasUsed: () => false });
    await api.GET('/v1/admin/overview');
    await api.DELETE('/v1/admin/session');
    const marks = sent.map(({ headers }) => headers.get('Pop-Background'));
    assert.deepEqual(marks, ['1', null]);
  });

  it('gives JSON as a value, text as it is when asked for it, and nothing of an empty answer', async () => {
    const answers = [Response.json({ items: [1] }), new Response('{"a": 1}\n'), new Response(null, { status: 204 })];
    const { api } = recorder({ fetch: () => Promise.resolve(answers.shift()!) });
    const path = { position_id: 'p' };
    const json = await api.GET('/v1/admin/accounts');
    const text = await api.GET('/v1/admin/positions/{position_id}/export', { params: { path }, parseAs: 'text' });
    const none = await api.DELETE('/v1/admin/session');
    assert.deepEqual([json.data, text.data, none.data], [{ items: [1] }, '{"a": 1}\n', undefined]);
  });

  it('rejects with what the gateway says, and a 401 ends the session unless it is about the own password', async () => {
    let ended = 0;
    const fetch = () => Promise.resolve(Response.json({ title: 'Sign in', error_code: 4 }, { status: 401 }));
    const { api } = recorder({ fetch, onSessionEnd: () => (ended += 1) });
    const signIn = { email: 'ann@example.com', password: 'wrong' };
    await assert.rejects(api.POST('/v1/admin/session', { body: signIn } as never), Problem);
    assert.equal(ended, 0);
    await assert.rejects(api.GET('/v1/admin/overview'), { name: 'Problem', status: 401, title: 'Sign in', code: 4 });
    assert.equal(ended, 1);
  });
});

function noAnswer(error: unknown): boolean {
  return error instanceof Problem && error.status === 0;
}

/** A client whose requests are kept, each answered with an empty object. */
function recorder(parts: Parts = {}): { api: Api; sent: Request[] } {
  const sent: Request[] = [];
  const fetch = (request: Request): Promise<Response> => {
    sent.push(request);
    return Promise.resolve(Response.json({}));
  };
  const prefix = 'http://gateway.example.com/sub';
  return { api: makeApi({ prefix, wasUsed: () => true, onSessionEnd: () => undefined, fetch, ...parts }), sent };
}

async function withGateway(onRequest: RequestListener, use: (api: Api) => Promise<void>, parts: Parts = {}) {
  const server = createServer(onRequest).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const prefix = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await use(recorder({ prefix, fetch: (request) => fetch(request), ...parts }).api);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
