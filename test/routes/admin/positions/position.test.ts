import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { listAudit } from '../../../../db/accounts/list-audit.js';
import { listAssignedPositions } from '../../../../db/positions/positions.js';
import { type Schema } from '../../../../routes/documented.js';
import { demoPositionPaths } from '../../../../src/demo/demo-positions.js';
import { describeGateway } from '../../../support/gateway.js';
import { type SignedIn, signedInOperator } from '../../../support/signed-in-operator.js';

const DEMO = readFileSync(demoPositionPaths()[0]!, 'utf8');

describeGateway('a position in the console', (world) => {
  let admin: SignedIn;
  let viewer: SignedIn;
  before(async () => {
    admin = await signedInOperator(world, 'admin');
    viewer = await signedInOperator(world, 'viewer');
  });

  const imported = async (text: string, more: object = {}) =>
    (await admin.post('positions', { text, ...more })).body as Schema<'ImportedPosition'>;
  const shown = async (id: string, query = '') =>
    (await viewer.get(`positions/${id}${query}`)).body as Schema<'AdminPosition'>;
  const small = (aname: string, id?: string) =>
    `${id === undefined ? '' : `position_id: ${id}\n`}aname: ${aname}\nlanguages: [eng]\n`;
  const tables = ['positions', 'position_versions', 'account_positions', 'applications', 'audit_log'] as const;
  const rows = async () => Promise.all(tables.map(async (table) => (await world.db(table)).length));
  const lastAudited = async () => {
    const [entry] = await listAudit(world.db, { userName: admin.name, limit: 1 });
    return `${entry!.operation}: ${entry!.object}, ${entry!.outcome}`;
  };

  it('tells what it holds at each of its versions', async () => {
    const { position_id: id } = await imported(DEMO);
    const position = await shown(id!);
    assert.deepEqual([position.version, position.newest_version, position.accounts], [1, 1, 0]);
    assert.ok(position.questions > 0 && position.pages > 0 && position.reducers.length > 0);
    const fields = 'custom_fields: [{ aname: note }, { aname: shift, applicant: true, type: number }]\n';
    await imported(small('Other', id!) + fields);
    const newest = await shown(id!);
    assert.deepEqual([newest.aname, newest.version, newest.questions], ['Other', 2, 0]);
    const types = newest.custom_fields.map(({ aname, applicant, type }) => [aname, applicant, type]);
    assert.deepEqual(types, [['note', false, 'text'], ['shift', true, 'number']]); // prettier-ignore
    assert.deepEqual(newest.versions.map(({ version }) => version), [2, 1]); // prettier-ignore
    const first = await shown(id!, '?version=1');
    assert.deepEqual([first.aname, first.version, first.newest_version], [position.aname, 1, 2]);
    for (const path of [`positions/${id}?version=3`, 'positions/999', 'positions/18446744073709551615']) {
      assert.equal((await viewer.get(path)).status, 404, path);
    }
  });

  it('is exported as a file whose import changes nothing', async () => {
    const { position_id: id } = await imported(DEMO);
    const file = await viewer.get(`positions/${id}/export`);
    assert.match(String(file.headers['content-disposition']), /^attachment; filename="position-\d+-version-1\.yaml"$/);
    const again = await imported(file.text);
    assert.deepEqual([again.position_id, again.version, again.changed], [id, 1, false]);
    await imported(small('Other', id!));
    assert.equal((await viewer.get(`positions/${id}/export?version=1`)).text, file.text);
  });

  it('has faults, each with its line, its column and its pointer, and is stored only without any', async () => {
    const before = await rows();
    const check = async (text: string) =>
      (await viewer.post('positions/check', { text })).body as Schema<'PositionCheck'>;
    const bad = await check('aname: Sales\nlanguages: [eng, e]\ntraits:\n  - { name: 5 }\n');
    assert.equal(bad.would, null);
    assert.deepEqual(
      bad.faults.map(({ line, column, pointer }) => `${line}:${column} ${pointer}`),
      ['2:18 /languages/1', '4:5 /traits/0/caption', '4:5 /traits/0/items', '4:7 /traits/0/name'],
    );
    const broken = await check('aname: "Sales\n');
    assert.deepEqual([broken.faults.length, broken.faults[0]?.pointer, broken.faults[0]?.line], [1, '', 2]);
    const refused = await admin.post('positions', { text: 'aname: Sales\nlanguages: [e]\n' });
    assert.equal(refused.status, 400);
    assert.deepEqual(refused.body.errors, [
      { pointer: '/text', detail: 'line 2, column 13: /languages/0 must be three of a-z and 0-9' },
    ]);
    const good = await check(small('Sales'));
    assert.deepEqual(good, {
      faults: [],
      would: {
        position_id: null,
        aname: 'Sales',
        languages: ['eng'],
        version: 1,
        changed: true,
        replaced: false,
        retired: null,
        same_name: [],
        warnings: [],
      },
    });
    assert.equal(await lastAudited(), 'adminImportPosition: position file, invalid-parameter');
    const [positions, versions, assigned, applications] = await rows();
    assert.deepEqual([positions, versions, assigned, applications], before.slice(0, 4));
  });

  it('is refused for accounts that there are not, a text that is too long and a retired position', async () => {
    const accountId = await world.seed.account();
    const text = small('Sales');
    for (const path of ['positions', 'positions/check']) {
      const { status, body } = await admin.post(path, { text, account_ids: [accountId, '7'] });
      assert.deepEqual([status, body.errors], [400, [{ pointer: '/account_ids/1', detail: 'there is no account 7' }]]);
      assert.equal((await admin.post(path, { text: 'a'.repeat(1_048_577) })).status, 413);
    }
    const { position_id: id } = await imported(text);
    const retired = await admin.send('PATCH', `positions/${id}`, { retired: true });
    assert.equal(retired.status, 200);
    const to = `positions/${id}/accounts/${accountId}`;
    assert.equal((await admin.send('PUT', to)).status, 409);
    assert.equal((await admin.post('positions', { text: small('New', id!), account_ids: [accountId] })).status, 409);
    assert.equal((await shown(id!)).newest_version, 1);
  });

  it('makes one version of two imports at once that both were checked before, and names who came first', async () => {
    const { position_id: id } = await imported(small('Sales'));
    const replies = await Promise.all(
      ['One', 'Two'].map((aname) => admin.post('positions', { text: small(aname, id!), version: 2 })),
    );
    assert.deepEqual(replies.map(({ status }) => status).sort(), [200, 412]);
    const late = replies.find(({ status }) => status === 412)!;
    assert.deepEqual([late.body.changed.version, late.body.changed.user], [2, admin.name]);
    const stored = replies.find(({ status }) => status === 200)!.body as Schema<'ImportedPosition'>;
    const now = await shown(id!);
    assert.deepEqual([now.aname, now.newest_version], [stored.aname, 2]);
    const without = await Promise.all(
      ['Three', 'Four'].map((aname) => admin.post('positions', { text: small(aname, id!) })),
    );
    assert.deepEqual(without.map(({ body }) => (body as Schema<'ImportedPosition'>).version).sort(), [3, 4]);
  });

  it('is assigned to an account and taken away, once each in the audit log', async () => {
    const accountId = await world.seed.account();
    const { position_id: id } = await imported(small('Sales'));
    const to = `positions/${id}/accounts/${accountId}`;
    for (let turn = 0; turn < 2; turn += 1) assert.equal((await admin.send('PUT', to)).status, 200);
    assert.equal(await lastAudited(), `adminAssignPosition: position ${id} account ${accountId}, ok`);
    assert.deepEqual((await listAssignedPositions(world.db, accountId)).map(({ positionId }) => positionId), [id]); // prettier-ignore
    const { items } = (await viewer.get(`accounts?position=${id}`)).body as Schema<'AdminAccounts'>;
    assert.deepEqual(items.map((item) => item.account_id), [accountId]); // prettier-ignore
    const assigned = (await viewer.get(`accounts?position=${id}&trouble=true`)).body as Schema<'AdminAccounts'>;
    assert.equal(assigned.count, 0);
    const [, , , , before] = await rows();
    for (let turn = 0; turn < 2; turn += 1) {
      const { body } = await admin.send('DELETE', to);
      assert.deepEqual(body, { position_id: id, account_id: accountId, assigned: false, warnings: [] });
    }
    assert.equal((await rows())[4], before! + 1);
    assert.deepEqual(await listAssignedPositions(world.db, accountId), []);
    for (const method of ['PUT', 'DELETE']) {
      assert.equal((await admin.send(method, `positions/${id}/accounts/7`)).status, 404);
      assert.equal((await admin.send(method, `positions/999999/accounts/${accountId}`)).status, 404);
    }
  });

  it('warns when it takes the main reducer of an account with it', async () => {
    const accountId = await world.seed.account({ config: 'ver|1|rdc|overall' });
    const other = await world.seed.account({ config: 'ver|1' });
    const { position_id: id } = await imported(DEMO, { account_ids: [accountId, other] });
    const file = `${(await viewer.get(`positions/${id}/export`)).text}`;
    const detail =
      'it names overall, and no position of the account has this reducer any more. Scores and reports have no main score';
    const warnings = [{ account_id: accountId, key: 'rdc', detail }];
    const check = await viewer.post('positions/check', { text: small('None', id!) });
    assert.deepEqual((check.body as Schema<'PositionCheck'>).would?.warnings, warnings);
    assert.deepEqual((await imported(small('None', id!))).warnings, warnings);
    assert.deepEqual((await imported(file)).warnings, []);
    const to = `positions/${id}/accounts/`;
    assert.deepEqual((await admin.send('DELETE', to + other)).body.warnings, []);
    assert.deepEqual((await admin.send('DELETE', to + accountId)).body.warnings, warnings);
  });

  it('is retired and restored, and each is in the audit log once', async () => {
    const { position_id: id } = await imported(small('Sales'));
    const set = async (retired: boolean) =>
      (await admin.send('PATCH', `positions/${id}`, { retired })).body as Schema<'AdminPosition'>;
    const { retired: since } = await set(true);
    assert.ok(since !== null);
    assert.deepEqual(
      [(await set(true)).retired, await lastAudited()],
      [since, `adminChangePosition: position ${id}, ok`],
    );
    assert.equal((await set(false)).retired, null);
    const entries = await listAudit(world.db, { object: `position ${id}`, operation: 'adminChangePosition', limit: 9 });
    assert.equal(entries.length, 2);
    assert.equal((await admin.send('PATCH', 'positions/999999', { retired: true })).status, 404);
  });

  it('is shown as candidates see it, page by page and in each language, and nothing is saved', async () => {
    const { position_id: id } = await imported(DEMO);
    const { languages, pages } = await shown(id!);
    const before = await rows();
    const preview = (query: string) => viewer.get(`positions/${id}/preview${query}`);
    const titles = new Set<string>();
    for (const languageId of languages) {
      for (let page = 0; page <= pages + 2; page += 1) {
        const { status, text, headers } = await preview(`?language_id=${languageId}&page=${page}`);
        assert.equal(status, 200);
        assert.equal(headers['content-type'], 'text/html; charset=utf-8');
        assert.doesNotMatch(text, /<script|<form|type="submit"|app_link=/);
        titles.add(/<h1[^>]*>(.*?)<\/h1>/s.exec(text)![1]!);
      }
    }
    assert.ok(titles.size > pages + 2, [...titles].join());
    const { headers, text } = await preview('');
    const policy = String(headers['content-security-policy']).split(';');
    assert.ok(policy.includes('sandbox allow-same-origin') && policy.includes("default-src 'none'"));
    assert.ok(policy.includes("frame-ancestors 'self'") && !policy.some((rule) => rule.startsWith('script-src')));
    assert.equal(headers['x-frame-options'], 'SAMEORIGIN');
    const [, href] = /<link rel="stylesheet" href="([^"]+)"/.exec(text)!;
    const sheet = new URL(href!, `http://gateway/v1/admin/positions/${id}/preview`);
    assert.equal((await fetch(`http://127.0.0.1:${world.port}${sheet.pathname}${sheet.search}`)).status, 200);
    assert.equal((await preview('?language_id=xyz')).status, 400);
    assert.equal((await preview(`?page=${pages + 3}`)).status, 400);
    assert.equal((await preview('?version=9')).status, 404);
    assert.deepEqual(await rows(), before);
  });

  it('shows names and texts in a preview as text', async () => {
    const { position_id: id } = await imported(`aname: "<img src=x onerror=alert(1)>"\nlanguages: [eng]\n`);
    const { text } = await viewer.get(`positions/${id}/preview`);
    assert.doesNotMatch(text, /<img/);
    assert.match(text, /&lt;img src=x/);
  });
});
