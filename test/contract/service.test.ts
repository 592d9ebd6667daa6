import assert from 'node:assert/strict';
import { request } from 'undici';
import { connect } from '../../db/connection/connect.js';
import { writeStatement } from '../../db/connection/transaction.js';
import { packageVersion } from '../../src/package-version.js';
import { type Gateway, startGateway } from '../support/app.js';
import { mysqlDatabase, sqlite } from '../support/databases.js';
import { describeGateway } from '../support/gateway.js';
import { pathOf } from '../support/operation-path.js';
import { seedOf } from '../support/seed.js';
import { startTcpProxy } from '../support/tcp-proxy.js';

// The test causes the lost connections, so there is no need to log them.
const QUIET = { warn() {}, error() {}, deprecate() {}, debug() {} };

async function get(gateway: Gateway, path: string) {
  const reply = await request(`http://127.0.0.1:${gateway.port}${path}`);
  return { status: reply.statusCode, headers: reply.headers, text: await reply.body.text() };
}

describeGateway('the service pages', (world) => {
  it('say that the process lives and is ready', async () => {
    for (const [path, more] of [
      ['/livez', { version: packageVersion() }],
      ['/readyz', {}],
    ] as const) {
      const { status, headers, text } = await get(world, path);
      assert.deepEqual([status, JSON.parse(text)], [200, { status: 'ok', ...more }]);
      assert.equal(headers['cache-control'], 'no-store');
    }
  });

  it('say that it is not ready while a migration is pending', async () => {
    const last = (await world.db('schema_migrations').orderBy('name', 'desc').first()) as { name: string };
    await writeStatement(world.db, (to) => to('schema_migrations').where({ name: last.name }).delete());
    const { status, text } = await get(world, '/readyz');
    await writeStatement(world.db, (to) => to('schema_migrations').insert({ ...last }));
    const reason = `migrations are pending: ${last.name}`;
    assert.deepEqual([status, JSON.parse(text)], [503, { status: 'unavailable', reason }]);
    assert.equal((await get(world, '/readyz')).status, 200);
  });

  it('tell the version of the program and of Node.js as labels', async () => {
    const samples = samplesOf((await get(world, '/metrics')).text);
    const labels = `version="${packageVersion()}",node="${process.versions.node}"`;
    assert.equal(samples.get(`pop_build_info{${labels}}`), 1);
  });

  it('count requests by operation, status and error code, and time them', async () => {
    const { user, accountId } = await world.seed.partner();
    const positionsOf = (account_id: string) => world.call(user, 'listPositions', { account_id });
    const counted = async () => {
      const { status, headers, text } = await get(world, '/metrics');
      assert.deepEqual([status, headers['content-type']], [200, 'text/plain; version=0.0.4; charset=utf-8']);
      return samplesOf(text);
    };
    const before = await counted();
    await positionsOf(accountId);
    await positionsOf(accountId);
    await positionsOf('999');
    await world.command(user, { command: 'application_get', partner_api: true, application_id: '999' });
    await world.command({ ...user, password: 'wrong' }, { command: 'position_get' });
    const after = await counted();
    const more = (sample: string) => (after.get(sample) ?? 0) - (before.get(sample) ?? 0);
    assert.equal(more('pop_requests_total{operation="listPositions",status="200",error_code="0"}'), 2);
    assert.equal(more('pop_requests_total{operation="listPositions",status="404",error_code="12"}'), 1);
    assert.equal(more('pop_requests_total{operation="application_get",status="200",error_code="12"}'), 1);
    assert.equal(more('pop_requests_total{operation="none",status="401",error_code="1"}'), 1);
    assert.equal(more('pop_request_duration_seconds_count{operation="listPositions"}'), 3);
    const outcomes = ['verified', 'cached', 'refused'].map((outcome) =>
      more(`pop_authentications_total{outcome="${outcome}"}`),
    );
    assert.deepEqual(outcomes, [1, 3, 1]);
  });
});

/**
 * Returns the samples of a text in Prometheus' format. A line that is not a sample fails the test. prom-client writes
 * "Nan". Prometheus accepts that too, because its parser ignores case there.
 */
function samplesOf(text: string): Map<string, number> {
  const samples = new Map<string, number>();
  const label = String.raw`[a-zA-Z_]\w*="(?:[^"\\\n]|\\[\\"n])*"`;
  const sample = new RegExp(
    String.raw`^([a-zA-Z_:][\w:]*(?:\{${label}(?:,${label})*\})?) (NaN|Nan|[+-]?Inf|[-+.\deE]+)$`,
  );
  assert.ok(text.endsWith('\n'));
  for (const line of text.split('\n')) {
    if (line === '' || /^# (HELP|TYPE) \w+ /.test(line)) continue;
    const [, name, value] = sample.exec(line) ?? assert.fail(`not a sample: ${line}`);
    samples.set(name!, Number(value));
  }
  return samples;
}

describe('the service pages without a database', () => {
  it('say that it lives but is not ready, and the faces answer 503 until it is back (MySQL)', async function () {
    if (!(await mysqlDatabase.available())) this.skip();
    const database = await mysqlDatabase.create();
    const proxy = await startTcpProxy(database.url);
    const db = connect(proxy.url, { log: QUIET });
    const gateway = await startGateway(db);
    try {
      const someone = { name: 'anybody', password: 'secret' };
      assert.equal((await get(gateway, '/readyz')).status, 200);
      await proxy.cut();
      assert.equal((await get(gateway, '/livez')).status, 200);
      const { status, text } = await get(gateway, '/readyz');
      const reason = 'the database cannot be reached';
      assert.deepEqual([status, JSON.parse(text)], [503, { status: 'unavailable', reason }]);
      for (const reply of [
        await gateway.command(someone, { command: 'position_get' }),
        await gateway.call(someone, 'whoami'),
      ]) {
        assert.deepEqual([reply.status, reply.headers['retry-after']], [503, '2']);
        assert.equal((reply.body as { error_code: number }).error_code, 503);
      }
      await proxy.mend();
      assert.equal((await get(gateway, '/readyz')).status, 200);
      assert.equal((await gateway.call(someone, 'whoami')).status, 401);
    } finally {
      await gateway.close();
      await db.destroy();
      await proxy.close();
      await database.close();
    }
  });
});

describe('limits and headers', () => {
  it('tell how many requests are left, and answer 429 with Retry-After past the last, to each user apart', async () => {
    const database = await sqlite.create();
    const gateway = await startGateway(database.db, { requestsPerMinute: 3 });
    try {
      const [{ user }, other] = [await seedOf(database.db).partner(), { name: 'x', password: 'y' }];
      const left: unknown[] = [];
      for (let i = 0; i < 3; i += 1) {
        const { status, headers } = await gateway.call(user, 'whoami');
        assert.equal(status, 200);
        assert.match(String(headers['ratelimit-policy']), /^"3-in-1min"; q=3; w=60(; pk=:[\w+/=]+:)?$/);
        left.push(/^"3-in-1min"; r=(\d+); t=\d+$/.exec(String(headers['ratelimit']))?.[1]);
      }
      assert.deepEqual(left, ['2', '1', '0']);
      const resource = await gateway.call(user, 'whoami');
      const command = await gateway.command(user, { command: 'position_get', partner_api: true });
      for (const { status, headers, body } of [resource, command]) {
        assert.deepEqual([status, (body as { error_code: number }).error_code], [429, 429]);
        assert.match(String(headers['retry-after']), /^([1-9]|[1-5]\d|60)$/);
      }
      assert.equal((await gateway.call(other, 'whoami')).status, 401);
    } finally {
      await gateway.close();
      await database.close();
    }
  });

  it('keep browsers from guessing, framing, storing or loading, on every kind of reply', async () => {
    const database = await sqlite.create();
    const gateway = await startGateway(database.db);
    try {
      for (const path of ['/livez', pathOf('whoami'), '/v1/nothing', '/api/1.0', '/metrics']) {
        const { headers } = await get(gateway, path);
        assert.equal(headers['x-content-type-options'], 'nosniff', path);
        assert.equal(headers['x-frame-options'], 'DENY', path);
        assert.equal(headers['content-security-policy'], "default-src 'none';frame-ancestors 'none'", path);
        assert.equal(headers['strict-transport-security'], 'max-age=31536000; includeSubDomains', path);
        assert.equal(headers['x-powered-by'], undefined, path);
        assert.equal(headers['cache-control'], 'no-store', path);
      }
    } finally {
      await gateway.close();
      await database.close();
    }
  });
});
