import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import autocannon from 'autocannon';
import { type DocumentedGateway, startDocumentedGateway } from '../support/documented-gateway.js';
import { DEMO_PASSWORD, testDocument } from '../support/document-tests.js';
import { type OtherNode, otherNode } from '../support/other-node.js';
import { ownEnvironment } from '../support/own-environment.js';

/**
 * Each version comes with an npm of another major version. These npms treat optional packages and install scripts
 * differently.
 */
const VERSIONS = [
  { node: 22, npm: 10 },
  { node: 24, npm: 11 },
  { node: 26, npm: 12 },
];
const LOAD_SECONDS = 20;

describe('the project in a clean folder', function () {
  this.timeout(300_000);

  for (const version of VERSIONS) {
    describe(`on Node.js ${version.node} with npm ${version.npm}`, () => {
      let other: OtherNode;
      before(async () => {
        other = await otherNode(version);
      });
      after(() => other?.remove());

      const start = (command: readonly [string, ...string[]] = ['npm', 'start']) =>
        startDocumentedGateway(
          { demoPassword: DEMO_PASSWORD, env: { REQUESTS_PER_MINUTE: '100000000' } },
          { ...other, command, pop: [other.node, join(other.root, 'dist/src/cli.js')] },
        );

      it('is installed without a compiler, with the one driver that is sound there', async () => {
        const { code, printed } = await other.npm(['ci', '--no-audit', '--no-fund'], { compilers: false });
        assert.equal(code, 0, printed);
        const driver = readFileSync(join(other.root, 'node_modules/better-sqlite3/package.json'), 'utf8');
        assert.match((JSON.parse(driver) as { version: string }).version, /^13\./);
        assert.ok(!existsSync(join(other.root, 'node_modules/embedded-driver-node-20')), 'the driver of Node.js 20');
      });

      for (const { document, inCopy, loaded } of [
        { document: 'README.md', inCopy: true, loaded: false },
        { document: 'docs/integrating.md', inCopy: false, loaded: true },
      ]) {
        describe(`started with npm start, ${document}`, () => {
          let gateway: DocumentedGateway | undefined;
          before(async () => {
            gateway = await start();
          });
          after(() => gateway?.stop());

          testDocument(document, () => gateway!, { folderOf: ({ folder }) => (inCopy ? other.root : folder) });

          if (loaded) it(`bears ${LOAD_SECONDS} seconds of orders and lists`, () => load(gateway!.address));

          it('ends at SIGTERM with code 0', async () => {
            const stopping = gateway!.stop();
            gateway = undefined;
            assert.equal(await stopping, 0);
          });
        });
      }

      // What is left out does not depend on the version.
      if (version === VERSIONS[0]) {
        describe('built, and then installed without what only builds', () => {
          before(async () => {
            const steps = [
              ['run', 'build'],
              ['ci', '--omit=dev'],
            ];
            for (const args of steps) {
              const { code, printed } = await other.npm(args);
              assert.equal(code, 0, printed);
            }
          });

          it('has no tool that builds', () => {
            const tools = ['typescript', 'tsx', 'esbuild'];
            const found = tools.filter((tool) => existsSync(join(other.root, 'node_modules', tool)));
            assert.deepEqual(found, []);
          });

          for (const command of [
            ['node', 'dist/src/main.js'],
            ['npm', 'start'],
          ] as const) {
            it(`serves when started by ${command.join(' ')}, and pop works on its database`, async () => {
              const gateway = await start(command);
              try {
                const authorization = `Basic ${Buffer.from(`demo-partner:${DEMO_PASSWORD}`).toString('base64')}`;
                const answer = await fetch(`http://${gateway.address}/v1/whoami`, { headers: { authorization } });
                assert.equal(answer.status, 200);
                const env = { ...ownEnvironment(), PATH: gateway.path, DATABASE_URL: gateway.databaseUrl };
                const { stdout } = await promisify(execFile)('pop', ['user', 'list'], { cwd: other.root, env });
                assert.match(stdout, /demo-partner/);
              } finally {
                assert.equal(await gateway.stop(), 0);
              }
            });
          }

          it('says what to do when it was never built', async () => {
            await rm(join(other.root, 'dist'), { recursive: true });
            const { code, printed } = await other.npm(['start']);
            assert.notEqual(code, 0);
            assert.match(printed, /run npm ci without --omit=dev, then npm run build/);
          });
        });
      }
    });
  }

  describe('on Node.js 18', () => {
    let other: OtherNode;
    before(async () => {
      other = await otherNode({ node: 18, npm: 10 });
    });
    after(() => other?.remove());

    it('is refused by npm ci, which names the versions and installs nothing', async () => {
      const { code, printed } = await other.npm(['ci']);
      assert.notEqual(code, 0);
      assert.match(printed, /Required: \{"node":"\^20\.19\.0 \|\| \^22\.13\.0 \|\| >=24"\}/);
      assert.doesNotMatch(printed, /^ +at /m);
      assert.ok(!existsSync(join(other.root, 'node_modules/express')));
    });
  });
});

async function load(address: string): Promise<void> {
  const authorization = `Basic ${Buffer.from(`demo-partner:${DEMO_PASSWORD}`).toString('base64')}`;
  const path = '/v1/accounts/10000001/assessments';
  const headers = { authorization, 'content-type': 'application/json' };
  const order = JSON.stringify({ position_id: '1', app_full_name: 'Ada Lovelace' });
  const result = await autocannon({
    url: `http://${address}`,
    duration: LOAD_SECONDS,
    connections: 8,
    requests: [
      { method: 'GET', path: `${path}?limit=20`, headers },
      { method: 'POST', path, headers, body: order },
      { method: 'POST', path: '/api/1.0', headers, body: '{"command": "position_get", "partner_api": true}' },
    ],
  });
  const { errors, timeouts, non2xx } = result;
  assert.deepEqual({ errors, timeouts, non2xx }, { errors: 0, timeouts: 0, non2xx: 0 });
  assert.ok(result['2xx'] > 0);
}
