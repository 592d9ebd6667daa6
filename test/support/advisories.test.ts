import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { askForAdvisories } from './advisories.js';
import { makeFolder } from './process.js';

const PACKAGE = { name: 'a', version: '1.0.0', dependencies: { runs: '1.0.0' }, devDependencies: { builds: '1.0.0' } };
const LOCK = {
  ...{ name: 'a', version: '1.0.0', lockfileVersion: 3, requires: true },
  packages: {
    '': PACKAGE,
    'node_modules/runs': { version: '1.0.0', license: 'MIT' },
    'node_modules/builds': { version: '1.0.0', license: 'MIT', dev: true as const },
  },
};
const about = (severity: string, id: number) => [
  { id, severity, title: `fault ${id}`, url: `https://example.com/${id}`, vulnerable_versions: '<2' },
];

/** A registry that gives this answer to the question for advisories, and knows nothing else. */
const answering = (status: number, body: object): RequestListener => {
  return ({ url, method }, response) => {
    const asked = method === 'POST' && url === '/-/npm/v1/security/advisories/bulk';
    response.writeHead(asked ? status : 404, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(asked ? body : {}));
  };
};

describe('the question for advisories', () => {
  let folder: string;
  let remove: () => Promise<void>;
  let server: Server;

  beforeEach(async () => {
    ({ folder, remove } = await makeFolder());
    await writeFile(join(folder, 'package.json'), JSON.stringify(PACKAGE));
    await writeFile(join(folder, 'package-lock.json'), JSON.stringify(LOCK));
  });

  afterEach(async () => {
    server.close();
    server.closeAllConnections();
    await remove();
  });

  async function ask(registry: RequestListener, withinMs = 60_000) {
    server = createServer(registry).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await writeFile(join(folder, '.npmrc'), `registry=http://127.0.0.1:${port}/\ncache=${join(folder, 'cache')}\n`);
    return askForAdvisories(folder, LOCK, withinMs);
  }

  it('finds nothing where the registry knows nothing', async () => {
    assert.deepEqual(await ask(answering(200, {})), { grave: [], others: [] });
  });

  it('finds grave ones only about what runs', async () => {
    assert.deepEqual(await ask(answering(200, { runs: about('moderate', 1), builds: about('critical', 2) })), {
      grave: ['runs, which runs: moderate, fault 1 https://example.com/1'],
      others: ['builds, which builds: critical, fault 2 https://example.com/2'],
    });
  });

  it('takes slight ones as no reason to stop', async () => {
    assert.deepEqual(await ask(answering(200, { runs: about('low', 3) })), {
      grave: [],
      others: ['runs, which runs: low, fault 3 https://example.com/3'],
    });
  });

  it('says why there is no answer', async () => {
    const why = await ask(answering(405, {}));
    assert.ok(typeof why === 'string');
    assert.match(why, /405 Method Not Allowed/);
  });

  it('gives up when the registry is silent', async () => {
    assert.equal(await ask(() => undefined, 2_000), 'no answer within 2 s');
  });
});
