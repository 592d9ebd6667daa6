import assert from 'node:assert/strict';
import { type Knex } from 'knex';
import { findAccount, lockAccount, storeConfig } from '../../../db/accounts/accounts.js';
import {
  changeConfig,
  CONFIG_VERSIONS_KEPT,
  currentConfigVersion,
  findConfigVersion,
  listConfigVersions,
} from '../../../db/accounts/config-versions.js';
import { writeTransaction } from '../../../db/connection/transaction.js';
import { describeOnEachDatabase, type TestDatabase } from '../../support/databases.js';
import { seedOf } from '../../support/seed.js';
import { warmPool } from '../../support/warm-pool.js';

describeOnEachDatabase('versions of a config', (create) => {
  let database: TestDatabase;
  let db: Knex;
  let accountId: string;
  before(async () => {
    database = await create();
    ({ db } = database);
  });
  beforeEach(async () => {
    accountId = await seedOf(db).account({ config: 'ver|1' });
  });

  const change = (config: string, more: { userName?: string; note?: string; now?: number } = {}) =>
    writeTransaction(db, async (trx) => {
      const account = (await lockAccount(trx, accountId))!;
      return changeConfig(trx, account, { config, userName: 'olga', now: 5, ...more });
    });
  const current = async () => currentConfigVersion(db, (await findAccount(db, accountId))!);

  it('are one, which nobody made, before the first change', async () => {
    const { version, changed, keys } = await current();
    assert.deepEqual([version, changed, keys], [1, undefined, []]);
    assert.deepEqual(await listConfigVersions(db, accountId), []);
  });

  it('keep with the first change what was there before', async () => {
    await change('ver|1|url|https://p.example.com', { note: 'asked by phone', now: 7 });
    const changed = { at: 7, userName: 'olga' };
    assert.deepEqual(await listConfigVersions(db, accountId), [
      { version: 2, changed, note: 'asked by phone', keys: ['url'] },
      { version: 1, changed: undefined, note: '', keys: [] },
    ]);
    assert.equal((await findConfigVersion(db, accountId, 1))!.config, 'ver|1');
    assert.deepEqual([(await current()).version, (await current()).changed], [2, changed]);
  });

  it('are not made by a change that changes nothing', async () => {
    assert.equal((await change('ver|1')).version, 1);
    await change('ver|1|cmp|0');
    assert.equal((await change('ver|1|cmp|0')).version, 2);
  });

  it('count a change by a program that keeps none as one more, by nobody', async () => {
    await change('ver|1|cmp|0');
    await writeTransaction(db, (trx) => storeConfig(trx, accountId, 'ver|1|cmp|1|rdc|x'));
    const { version, changed, keys } = await current();
    assert.deepEqual([version, changed, keys], [3, undefined, ['cmp', 'rdc']]);
    await change('ver|1');
    const versions = (await listConfigVersions(db, accountId)).map((one) => [one.version, one.changed?.userName, one.keys]); // prettier-ignore
    assert.deepEqual(versions, [
      [4, 'olga', ['cmp', 'rdc']],
      [3, undefined, ['cmp', 'rdc']],
      [2, 'olga', ['cmp']],
      [1, undefined, []],
    ]);
  });

  it('are numbered one after the other by two who change at once', async () => {
    await warmPool(db);
    const made = await Promise.all(['a', 'b', 'c', 'd'].map((key) => change(`ver|1|${key}|1`)));
    assert.deepEqual(made.map(({ version }) => version).sort(), [2, 3, 4, 5]);
  });

  it('are kept up to a number, the oldest deleted first', async () => {
    for (let n = 0; n < CONFIG_VERSIONS_KEPT + 3; n++) await change(`ver|1|n|${n}`);
    const numbers = (await listConfigVersions(db, accountId)).map(({ version }) => version);
    assert.deepEqual([numbers.length, numbers[0], numbers.at(-1)], [CONFIG_VERSIONS_KEPT, 104, 5]);
  });

  it('go with a change that is rolled back', async () => {
    const failing = writeTransaction(db, async (trx) => {
      await changeConfig(trx, (await lockAccount(trx, accountId))!, { config: 'cmp|0', userName: 'olga', now: 5 });
      throw new Error('stop');
    });
    await assert.rejects(failing, /stop/);
    assert.deepEqual([(await current()).version, await listConfigVersions(db, accountId)], [1, []]);
  });
});
