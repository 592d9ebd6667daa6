import assert from 'node:assert/strict';
import { describeOnEachDatabase } from '../support/databases.js';
import { type Ended, type GatewayProcess, runProgram, startProcess } from '../support/process.js';
import { programPath } from '../support/program.js';
import { seedOf, type TestUser } from '../support/seed.js';

const NEWER = ['--import', programPath('test/support/scripts/newer-version.ts')];
const NOTE = 'the database has migrations of a newer version, which do no harm: 9998-more';
const REASON = 'this program is too old for the database: 9999-less needs a version that knows 9998-more';

describeOnEachDatabase('a gateway beside a newer version of itself', (create) => {
  const running: GatewayProcess[] = [];
  afterEach(async () => {
    await Promise.all(running.splice(0).map((gateway) => gateway.stop()));
  });

  async function start(env: Record<string, string>, options: string[] = []): Promise<GatewayProcess> {
    const gateway = await startProcess({ NOTIFY_ALLOW_CIDRS: '127.0.0.0/8', ...env }, options);
    running.push(gateway);
    return gateway;
  }

  it('is ready and works when that has added to the schema, also after a restart, and says so once', async () => {
    const { db, url } = await create();
    const { user, accountId, positionId } = await seedOf(db).partner();
    const older = await start({ DATABASE_URL: url });
    const newer = await start({ DATABASE_URL: url, NEWER_MIGRATION: 'more' }, NEWER);
    assert.deepEqual(await db('schema_migrations').where({ name: '9998-more' }).pluck('needs'), [null]);
    const restarted = await start({ DATABASE_URL: url });
    for (const gateway of [older, restarted]) {
      assert.deepEqual(await ask(gateway, undefined, '/readyz'), [200, { status: 'ok', note: NOTE }]);
    }
    assert.deepEqual(await ask(newer, undefined, '/readyz'), [200, { status: 'ok' }]);

    // What one of them does, the others see and change.
    const assessments = `/v1/accounts/${accountId}/assessments`;
    const all = [older, newer, restarted];
    for (const [index, gateway] of all.entries()) {
      const order = { position_id: positionId, app_email: 'ada@example.com' };
      const [status, { application_id: id }] = await ask(gateway, user, assessments, order);
      assert.equal(status, 201);
      const next = all[(index + 1) % all.length]!;
      assert.equal((await ask(next, user, `${assessments}/${id}/cancel`, {}))[0], 200);
      assert.deepEqual((await ask(gateway, user, `${assessments}/${id}`))[1]['status'], 'cancelled');
    }
    for (const gateway of [older, restarted]) assert.equal(timesSaid(await gateway.stop(), NOTE), 1);
  });

  it('serves on but is not ready when that has taken something away, and does not start there', async () => {
    const { db, url } = await create();
    const { user } = await seedOf(db).partner();
    const older = await start({ DATABASE_URL: url });
    assert.deepEqual(await ask(older, undefined, '/readyz'), [200, { status: 'ok' }]);
    const newer = await start({ DATABASE_URL: url, NEWER_MIGRATION: 'more,less' }, NEWER);
    for (let again = 0; again < 2; again++) {
      assert.deepEqual(await ask(older, undefined, '/readyz'), [503, { status: 'unavailable', reason: REASON }]);
    }
    assert.deepEqual(await ask(newer, undefined, '/readyz'), [200, { status: 'ok' }]);
    assert.equal((await ask(older, user, '/v1/whoami'))[0], 200);
    assert.equal(timesSaid(await older.stop(), REASON), 1);
    const { code, stderr } = await runProgram('src/main.ts', [], { DATABASE_URL: url, PORT: '0' });
    assert.equal(code, 1);
    assert.match(stderr, /^The database was migrated by a newer version .* too old for it: 9999-less needs [^\n]*\n$/);
  });
});

const timesSaid = ({ stdout }: Ended, words: string): number =>
  stdout.split('\n').filter((line) => line.includes(words)).length;

/** Asks as the user, or as nobody, and posts the body if there is one. */
async function ask(
  { url }: GatewayProcess,
  user: TestUser | undefined,
  path: string,
  body?: object,
): Promise<[status: number, body: Record<string, string>]> {
  const authorization = user && `Basic ${Buffer.from(`${user.name}:${user.password}`).toString('base64')}`;
  const reply = await fetch(`${url}${path}`, {
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
    headers: { 'content-type': 'application/json', ...(authorization !== undefined && { authorization }) },
  });
  return [reply.status, (await reply.json()) as Record<string, string>];
}
