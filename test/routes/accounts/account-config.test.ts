import assert from 'node:assert/strict';
import { writeTransaction } from '../../../db/connection/transaction.js';
import { unassignPosition } from '../../../db/positions/positions.js';
import { describeGateway } from '../../support/gateway.js';
import { SAMPLE_POSITION } from '../../support/sample-position.js';
import { FULL, type TestUser } from '../../support/seed.js';

const STORED = 'ver|1|x_old|kept|auth|user:secret|url|https://p.example/done|not_method|1|http_err|503';

describeGateway('getAccountConfig and setAccountConfig', (world) => {
  let staff: TestUser;
  let accountId: string;

  beforeEach(async () => {
    staff = await world.seed.user({ kind: 'internal' });
    accountId = await world.seed.account({ config: STORED });
    await world.seed.grant(staff, accountId, { 8: 'rw' });
  });

  const show = (user = staff) => world.call(user, 'getAccountConfig', { account_id: accountId });
  const patch = (fields: unknown, user = staff) =>
    world.call(user, 'setAccountConfig', { account_id: accountId }, { body: { fields } });
  const stored = async () => (await world.db('accounts').where({ id: accountId }).pluck<string[]>('config'))[0];

  it('shows the fields as they are stored, the secret masked', async () => {
    const { status, body } = await show();
    assert.equal(status, 200);
    assert.deepEqual(body, {
      account_id: accountId,
      fields: [
        { key: 'ver', value: '1', masked: false },
        { key: 'x_old', value: 'kept', masked: false },
        { key: 'auth', value: '********', masked: true },
        { key: 'url', value: 'https://p.example/done', masked: false },
        { key: 'not_method', value: '1', masked: false },
        { key: 'http_err', value: '503', masked: false },
      ],
    });
  });

  it('changes, adds and removes, and keeps all else in its place', async () => {
    const { status, body } = await patch([
      { key: 'url', value: 'https://p.example/[___APP_ID___]' },
      { key: 'not_method', value: null },
      { key: 'cmp', value: '0' },
    ]);
    assert.equal(status, 200);
    const expected = 'ver|1|x_old|kept|auth|user:secret|url|https://p.example/[___APP_ID___]|http_err|503|cmp|0';
    assert.equal(await stored(), expected);
    assert.deepEqual(body, (await show()).body);
  });

  it('never hands a secret back, and refuses its mask', async () => {
    const headers = { key: 'not_headers', value: 'X-Key,hidden-2,X-Empty,' };
    const { text, body } = await patch([{ key: 'auth', value: 'me:hidden' }, headers]);
    assert.doesNotMatch(text, /hidden|secret/);
    const shown = { key: 'not_headers', value: 'X-Key,********,X-Empty,', masked: true };
    assert.deepEqual(body.fields.at(-1), shown);
    assert.match((await stored())!, /auth\|me:hidden.*\|not_headers\|X-Key,hidden-2,X-Empty,$/);
    for (const { key, value } of [{ key: 'auth', value: '********' }, shown]) {
      const refused = await patch([{ key, value }]);
      assert.deepEqual([refused.status, refused.body.errors[0].pointer], [400, '/fields/0/value']);
    }
    assert.match((await stored())!, /auth\|me:hidden.*hidden-2/);
    assert.doesNotMatch(JSON.stringify(world.log), /hidden|user:secret/);
  });

  it('warns of what is valid but not meant, and saves it', async () => {
    const positionId = await world.seed.position([accountId], SAMPLE_POSITION);
    const url = { key: 'url', value: 'https://p.example/done' };
    const { status, body } = await patch([
      url,
      { key: 'not_method', value: 'POST' },
      { key: 'http_err', value: null },
      { key: 'rdc', value: 'nosuch' },
      { key: 'urls', value: 'x' },
    ]);
    assert.equal(status, 200);
    assert.match((await stored())!, /not_method\|POST\|rdc\|nosuch\|urls\|x$/);
    const { warnings, ...view } = body;
    assert.deepEqual(view, (await show()).body);
    assert.deepEqual(
      warnings.map(({ key }: { key: string }) => key),
      ['http_err', 'not_method', 'rdc', 'urls'],
    );
    assert.match(warnings[2].detail, /Its positions have .*overall/);
    const good = await patch([url, { key: 'http_err', value: '500' }, { key: 'rdc', value: 'overall' }]);
    assert.deepEqual([good.status, good.body.warnings], [200, undefined]);
    await writeTransaction(world.db, (trx) => unassignPosition(trx, accountId, positionId));
    const without = await patch([{ key: 'rdc', value: 'overall' }]);
    assert.match(without.body.warnings[0].detail, /^the account has no position with a reducer/);
  });

  it('refuses a misspelt placeholder, and says how it is written', async () => {
    const { status, body } = await patch([{ key: 'url', value: 'https://p.example/[___app_id___]' }]);
    assert.deepEqual([status, body.errors[0].pointer], [400, '/fields/0/value']);
    assert.match(body.errors[0].detail, /^url: must not hold "___app_id___", .* is written \[___APP_ID___\]/);
    assert.equal(await stored(), STORED);
  });

  it('reports all faults at once, each with its place, and saves nothing', async () => {
    const { status, body } = await patch([
      { key: 'url', value: 'ftp://p.example' },
      { key: 'cmp', value: '0' },
      { key: 'http_err', value: '99' },
      { key: 'a|b', value: '1' },
      { key: 'rdc', value: 'x|y' },
      { key: 'not_headers', value: 'Host,example.com' },
      { key: 'ver', value: '2' },
    ]);
    assert.deepEqual([status, body.error_code], [400, 11]);
    assert.deepEqual(
      body.errors.map((fault: { pointer: string }) => fault.pointer).sort(),
      [0, 2, 3, 4, 5, 6].map((index) => `/fields/${index}/value`),
    );
    assert.equal(await stored(), STORED);
  });

  it('warns when a new url takes the secrets along to another origin, and saves it', async () => {
    const { status, body, text } = await patch([{ key: 'url', value: 'https://q.example/done' }]);
    const { warnings, ...view } = body;
    assert.equal(status, 200);
    assert.deepEqual(view, (await show()).body);
    assert.deepEqual(warnings.map(({ key }: { key: string }) => key), ['url']); // prettier-ignore
    assert.match(warnings[0].detail, /^auth, .* sent to https:\/\/q\.example instead of https:\/\/p\.example\..*null/);
    assert.match((await stored())!, /auth\|user:secret\|url\|https:\/\/q\.example\/done/);
    assert.doesNotMatch(text, /user:secret/);
  });

  it('has no warnings where auth is renewed or removed with the url, and none of what was so before', async () => {
    const url = (host: string) => ({ key: 'url', value: `https://${host}/done` });
    const steps = [
      [url('q.example'), { key: 'auth', value: 'user:new' }],
      [{ key: 'cmp', value: '0' }],
      [url('r.example'), { key: 'auth', value: null }],
      [url('p.example')],
    ];
    for (const fields of steps) assert.deepEqual(Object.keys((await patch(fields)).body), ['account_id', 'fields']);
  });

  it('takes and shows origins for app_url, and names the fault of one', async () => {
    const value = 'https://q.example,https://r.example:8443';
    const { body } = await patch([{ key: 'app_url_origins', value }]);
    assert.deepEqual(body.fields.at(-1), { key: 'app_url_origins', value, masked: false });
    const refused = await patch([{ key: 'app_url_origins', value: 'https://q.example,http://r.example' }]);
    assert.deepEqual([refused.status, refused.body.errors[0].pointer], [400, '/fields/0/value']);
    assert.match(refused.body.errors[0].detail, /part 2 is http/);
  });

  it('names the whole when a change breaks another field', async () => {
    await patch([{ key: 'not_headers', value: 'X-A,1' }]);
    const { status, body } = await patch([{ key: 'not_sep', value: ';' }]);
    assert.deepEqual([status, body.errors[0].pointer], [400, '/fields']);
    assert.match(body.errors[0].detail, /not_headers/);
  });

  for (const fields of [[], [{ key: 'url' }], [{ value: '1' }], [{ key: 'cmp', value: 1 }], 'cmp|0']) {
    it(`refuses fields ${JSON.stringify(fields)}`, async () => {
      const { status } = await patch(fields);
      assert.equal(status, 400);
      assert.equal(await stored(), STORED);
    });
  }

  it('is for internal users who may read and write the account', async () => {
    const partner = await world.seed.user();
    await world.seed.grant(partner, accountId, { 8: 'rwad', 16: 'rwad' });
    const reader = await world.seed.user({ kind: 'internal' });
    await world.seed.grant(reader, accountId, FULL);
    const writer = await world.seed.user({ kind: 'internal' });
    await world.seed.grant(writer, accountId, { 8: 'w' });
    for (const user of [partner, reader, writer]) {
      const replies = [await show(user), await patch([{ key: 'cmp', value: '0' }], user)];
      for (const { status, body, text } of replies) {
        assert.deepEqual([status, body.error_code], [403, 1]);
        assert.doesNotMatch(text, /p\.example/);
      }
    }
    const stranger = await world.seed.user({ kind: 'internal' });
    assert.equal((await show(stranger)).status, 404);
    assert.equal((await patch([{ key: 'cmp', value: '0' }], stranger)).status, 404);
    assert.equal(await stored(), STORED);
  });

  it('takes effect on the very next answer', async () => {
    const owner = await world.seed.partner({ kind: 'internal' });
    await world.seed.grant(owner.user, owner.accountId, { 8: 'rw' });
    const id = await world.seed.application(owner);
    const fields = async () =>
      (await world.command(owner.user, { command: 'application_get', application_id: id })).body.fields as unknown;
    assert.equal(typeof (await fields()), 'string');
    const body = { fields: [{ key: 'cmp', value: '0' }] };
    await world.call(owner.user, 'setAccountConfig', { account_id: owner.accountId }, { body });
    assert.ok(Array.isArray(await fields()));
  });

  it('keeps the changes of two at once', async () => {
    const keys = Array.from({ length: 10 }, (_, i) => `key_${i}`);
    await Promise.all(keys.map((key) => patch([{ key, value: '1' }])));
    for (const key of keys) assert.match((await stored())!, new RegExp(`${key}\\|1`));
  });
});
