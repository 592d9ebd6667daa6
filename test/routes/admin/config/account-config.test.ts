import assert from 'node:assert/strict';
import { type Knex } from 'knex';
import { writeStatement } from '../../../../db/connection/transaction.js';
import { describeGateway } from '../../../support/gateway.js';
import { newOperator, type TestOperator } from '../../../support/operator.js';
import { SAMPLE_POSITION } from '../../../support/sample-position.js';

const PLANTED = ['planted-auth', 'planted-header'];
const STORED = `ver|1|url|https://p.example.com/done|auth|ann:${PLANTED[0]}|not_headers|X-A,${PLANTED[1]}|http_err|503|legacy|b`; // prettier-ignore
const KEPT = [
  { key: 'ver', value: '1' },
  { key: 'url', value: 'https://p.example.com/done' },
  { key: 'auth', keep: true },
  { key: 'not_headers', headers: [{ name: 'X-A', keep: true }] },
  { key: 'http_err', value: '503' },
  { key: 'legacy', value: 'b' },
];
const withValue = (key: string, value: string) => KEPT.map((field) => (field.key === key ? { key, value } : field));

describeGateway("an account's config in the console", (world) => {
  let admin: TestOperator;
  let olga: TestOperator;
  let viewer: TestOperator;
  let account_id: string;
  const answers: string[] = [];
  before(async () => {
    [admin, olga, viewer] = await Promise.all((['admin', 'operator', 'viewer'] as const).map((role) => newOperator(world, role))) as [TestOperator, TestOperator, TestOperator]; // prettier-ignore
  });
  beforeEach(async () => {
    account_id = await world.seed.account({ config: STORED, name: 'Acme' });
  });
  // Whatever an operation answers but `show`, a stored secret is not in it.
  afterEach(() => {
    for (const text of answers.splice(0)) for (const secret of PLANTED) assert.ok(!text.includes(secret), text);
    assert.doesNotMatch(JSON.stringify(world.log), /planted-/);
  });

  async function ask(
    who: TestOperator,
    ...rest: Parameters<TestOperator['ask']> extends [infer Id, ...unknown[]]
      ? [id: Id, more?: { body?: object; headers?: Record<string, string>; version?: number; account?: string }]
      : never
  ) {
    // prettier-ignore
    const [id, { body, headers, version, account = account_id } = {}] = rest;
    const parameters = { account_id: account, ...(version !== undefined && { version: String(version) }) };
    const reply = await who.ask(id, parameters, { ...(body && { body }), ...(headers && { headers }) });
    if (id !== 'adminShowConfigSecret') answers.push(reply.text);
    return reply;
  }
  const put = (
    fields: object[],
    { who = olga, version = 1, note }: { who?: TestOperator; version?: number; note?: string } = {},
  ) =>
    // prettier-ignore
    ask(who, 'adminPutConfig', { headers: { 'if-match': `"${version}"` }, body: { fields, ...(note && { note }) } });
  const stored = async (db: Knex = world.db) => (await db('accounts').where({ id: account_id }).pluck<string[]>('config'))[0]; // prettier-ignore
  const pointers = ({ body }: { body: { errors: { pointer: string }[] } }) => body.errors.map(({ pointer }) => pointer);

  it('is shown without its secrets, with its version as the ETag, and what rdc may name', async () => {
    await world.seed.position([account_id], SAMPLE_POSITION);
    const { status, headers, body } = await ask(viewer, 'adminGetConfig');
    assert.deepEqual([status, headers.etag, headers['cache-control']], [200, '"1"', 'private, no-cache']);
    const { positions, ...shown } = body;
    const reducers = ['overall', 'weakest', 'stoplight'];
    assert.deepEqual(positions.at(-1), { aname: 'Sample', reducers });
    assert.deepEqual(shown, {
      account_id,
      name: 'Acme',
      version: 1,
      changed: null,
      readable: true,
      fields: [
        { key: 'ver', value: '1', secret: false, set: true },
        { key: 'url', value: 'https://p.example.com/done', secret: false, set: true },
        { key: 'auth', secret: true, set: true },
        { key: 'not_headers', secret: true, set: true, headers: [{ name: 'X-A', set: true }] },
        { key: 'http_err', value: '503', secret: false, set: true },
        { key: 'legacy', value: 'b', secret: false, set: true },
      ],
    });
    const again = await ask(viewer, 'adminGetConfig', { headers: { 'if-none-match': '"1"' } });
    assert.equal(again.status, 304);
  });

  it('is saved as a whole, what is kept as it is stored, and the audit log names the keys', async () => {
    const fields = [...withValue('http_err', '500,503').slice(0, 5), { key: 'cmp', value: '0' }];
    fields[3] = { key: 'not_headers', headers: [{ name: 'X-A', keep: true }, { name: 'X-B', value: 'two' }] } as never; // prettier-ignore
    const { status, headers, body } = await put(fields, { note: 'asked by phone' });
    assert.deepEqual([status, headers.etag, body.version, body.changed.user], [200, '"2"', 2, olga.name]);
    assert.equal(await stored(), `ver|1|url|https://p.example.com/done|auth|ann:${PLANTED[0]}|not_headers|X-A,${PLANTED[1]},X-B,two|http_err|500,503|cmp|0`); // prettier-ignore
    assert.deepEqual(body, (await ask(viewer, 'adminGetConfig')).body);
    const entry = await world.db('audit_log').where({ operation: 'adminPutConfig' }).orderBy('id', 'desc').first();
    assert.equal(entry!.object, `account ${account_id}: not_headers, http_err, cmp, legacy`);
  });

  it('makes no version of a save without a difference, and one of another order', async () => {
    assert.equal((await put(KEPT)).body.version, 1);
    assert.equal((await put(KEPT.toReversed())).body.version, 2);
  });

  it('is refused with all faults at their fields, and nothing is stored', async () => {
    const fields = [...KEPT, { key: 'rdc', keep: true }, { key: 'ver', value: '1' }];
    fields[4] = { key: 'http_err', value: '99' };
    const refused = await put(fields);
    assert.deepEqual([refused.status, pointers(refused)], [400, ['/fields/4', '/fields/6', '/fields/7']]);
    assert.equal(await stored(), STORED);
  });

  it('is refused without If-Match (428), and with an older version (412) with who changed it and when', async () => {
    const body = { fields: KEPT };
    assert.equal((await ask(olga, 'adminPutConfig', { body })).status, 428);
    assert.equal((await put(withValue('legacy', 'c'))).status, 200);
    const late = await put(withValue('legacy', 'd'), { who: admin });
    assert.deepEqual([late.status, late.body.error_code, late.body.changed.version, late.body.changed.user], [412, 19, 2, olga.name]); // prettier-ignore
    assert.match(late.body.changed.at, /^\d{4}-/);
    assert.match((await stored())!, /legacy\|c$/);
  });

  it('lets one of several savers at once win, and refuses the others', async () => {
    const replies = await Promise.all(['c', 'd', 'e', 'f'].map((value) => put(withValue('legacy', value))));
    assert.deepEqual(replies.map(({ status }) => status).sort(), [200, 412, 412, 412]);
  });

  it('has a version after changes by PATCH too, so that a save on top of the older one is refused', async () => {
    const staff = await world.seed.user({ kind: 'internal' });
    await world.seed.grant(staff, account_id, { 8: 'rw' });
    await world.call(staff, 'setAccountConfig', { account_id }, { body: { fields: [{ key: 'cmp', value: '0' }] } });
    const late = await put(withValue('legacy', 'c'));
    assert.deepEqual([late.status, late.body.changed.user], [412, staff.name]);
  });

  it('is checked without being stored: faults, warnings, and the request without secrets', async () => {
    const check = async (fields: object[], application?: string) =>
      (await ask(viewer, 'adminCheckConfig', { body: { fields, ...(application && { application }) } })).body;
    const { faults, warnings, request } = await check(KEPT);
    assert.deepEqual([faults, warnings], [[], []]);
    assert.deepEqual(request, {
      method: 'PATCH',
      url: 'https://p.example.com/done/20000042',
      headers: [
        { name: 'Authorization', value: 'Basic ********' },
        { name: 'X-A', value: '********' },
      ],
      body: '',
      signed: false,
    });
    const warned = await check(withValue('url', 'http://q.example.com'));
    assert.deepEqual(warned.warnings.map(({ key }: { key: string }) => key), ['url', 'url']); // prettier-ignore
    const faulty = await check(withValue('url', 'nowhere'));
    assert.deepEqual([faulty.faults[0].pointer, faulty.request], ['/fields/1', null]);
    assert.equal(await stored(), STORED);
  });

  it('shows the request for an application of the account, to its own address without secrets', async () => {
    const owner = await world.seed.partner({ config: `${STORED}|ext_notify|yes` });
    const application = await world.seed.application(owner, { appUrl: 'https://other.example.com/[___APP_ID___]' });
    const body = { fields: KEPT, application };
    const { request } = (await ask(viewer, 'adminCheckConfig', { body, account: owner.accountId })).body;
    assert.deepEqual([request.url, request.headers], [`https://other.example.com/${application}`, []]);
    assert.equal((await ask(viewer, 'adminCheckConfig', { body })).status, 404);
  });

  it('shows a stored secret to an admin who confirmed the password, and to nobody else', async () => {
    const show = (who: TestOperator, body: object = { key: 'auth' }) => ask(who, 'adminShowConfigSecret', { body });
    assert.equal((await show(olga)).status, 403);
    world.clock.now += 11 * 60_000;
    const unconfirmed = await show(admin);
    assert.deepEqual([unconfirmed.status, unconfirmed.body.error_code], [403, 18]);
    await admin.ask('adminConfirmPassword', {}, { body: { password: admin.password } });
    const { status, body, headers } = await show(admin);
    assert.deepEqual([status, body, headers['cache-control']], [200, { value: `ann:${PLANTED[0]}` }, 'no-store']);
    assert.deepEqual((await show(admin, {})).body, { value: STORED });
    assert.equal((await show(admin, { key: 'nosuch' })).status, 404);
    const entries = await world.db('audit_log').where({ operation: 'adminShowConfigSecret', outcome: 'ok' }).orderBy('id', 'desc').limit(2); // prettier-ignore
    assert.deepEqual(entries.map(({ object }) => object), [`account ${account_id} whole config`, `account ${account_id} auth`]); // prettier-ignore
  });

  it('lists its versions with who, when, why and which keys, and shows each without secrets', async () => {
    assert.deepEqual((await ask(viewer, 'adminListConfigVersions')).body.versions, [{ version: 1, changed: null, note: '', keys: [] }]); // prettier-ignore
    await put(withValue('auth', `ann:${PLANTED[0]}-2`), { note: 'renewed' });
    const { versions } = (await ask(viewer, 'adminListConfigVersions')).body;
    assert.deepEqual(
      versions.map(({ version, note, keys }: Record<string, unknown>) => [version, note, keys]),
      [
        [2, 'renewed', ['auth']],
        [1, '', []],
      ],
    );
    const one = await ask(viewer, 'adminGetConfigVersion', { version: 1 });
    assert.deepEqual([one.status, one.body.fields], [200, (await ask(viewer, 'adminGetConfig')).body.fields]);
    assert.equal((await ask(viewer, 'adminGetConfigVersion', { version: 9 })).status, 404);
  });

  it('is restored with its secrets as a new version, checked like any save', async () => {
    const restore = (ifMatch: number, version: number) =>
      ask(olga, 'adminRestoreConfig', { headers: { 'if-match': `"${ifMatch}"` }, body: { version } });
    await put([{ key: 'ver', value: '1' }]);
    assert.equal((await restore(1, 1)).status, 412);
    const { status, body } = await restore(2, 1);
    assert.deepEqual([status, body.version, await stored()], [200, 3, STORED]);
    assert.equal((await ask(viewer, 'adminListConfigVersions')).body.versions[0].note, 'Version 1 restored.');
    assert.equal((await restore(3, 7)).status, 404);
    await put([{ key: 'ver', value: '1' }], { version: 3 });
    const first = { account_id, version: 1 };
    await writeStatement(world.db, (to) => to('account_config_versions').where(first).update({ config: 'ver|1|url|nowhere' })); // prettier-ignore
    const refused = await restore(4, 1);
    assert.deepEqual([refused.status, pointers(refused), await stored()], [400, ['/version'], 'ver|1']);
  });

  it('that cannot be read has no fields, says why, and is replaced by a save', async () => {
    await writeStatement(world.db, (to) => to('accounts').where({ id: account_id }).update({ config: `ver|1|${PLANTED[0]}` })); // prettier-ignore
    const { body } = await ask(viewer, 'adminGetConfig');
    assert.deepEqual([body.readable, body.fields], [false, []]);
    assert.match(body.fault, /^the number of parts is odd/);
    assert.deepEqual([(await put([{ key: 'ver', value: '1' }])).status, await stored()], [200, 'ver|1']);
    assert.equal((await ask(viewer, 'adminGetConfigVersion', { version: 1 })).body.readable, false);
  });

  it('of an unknown account is unknown', async () => {
    assert.equal((await ask(viewer, 'adminGetConfig', { account: '99999999' })).status, 404);
  });
});
