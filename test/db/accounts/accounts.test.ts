import assert from 'node:assert/strict';
import { createAccount, findAccount, listAccounts, lockAccount, storeConfig } from '../../../db/accounts/accounts.js';
import { writeTransaction } from '../../../db/connection/transaction.js';
import { describeOnEachDatabase, type TestDatabase } from '../../support/databases.js';

describeOnEachDatabase('accounts', (create) => {
  let db: TestDatabase['db'];

  beforeEach(async () => {
    ({ db } = await create());
  });

  const add = (name: string, accountId?: string) =>
    createAccount(db, { accountId, name, config: 'ver|1', linkToken: 'token', now: 7 });

  it('get ids from 10000001 on', async () => {
    assert.deepEqual([await add('first'), await add('second')], ['10000001', '10000002']);
  });

  it('come back as they were made', async () => {
    const accountId = (await add('Zoë & Söhne'))!;
    const given = { name: 'Zoë & Söhne', config: 'ver|1', linkToken: 'token', createdAt: 7 };
    const stored = { accountId, ...given, disabledAt: undefined };
    assert.deepEqual(await findAccount(db, accountId), stored);
    assert.equal(await findAccount(db, '1'), undefined);
  });

  it('may be given an id, of any size that can be stored, but not one that is taken', async () => {
    for (const id of ['1', '9007199254740993', '9223372036854775806']) {
      assert.equal(await add('given', id), id);
      assert.equal((await findAccount(db, id))?.accountId, id);
      assert.equal(await add('again', id), undefined);
    }
    const listed = (await listAccounts(db)).map(({ accountId }) => accountId);
    assert.deepEqual(listed, ['1', '9007199254740993', '9223372036854775806']);
  });

  it('are listed by id, all or those that are named', async () => {
    const ids = [(await add('c'))!, (await add('b'))!, (await add('a'))!];
    assert.deepEqual(
      (await listAccounts(db)).map(({ accountId }) => accountId),
      ids,
    );
    const some = await listAccounts(db, [ids[2]!, ids[0]!, '1']);
    assert.deepEqual(
      some.map(({ accountId }) => accountId),
      [ids[0], ids[2]],
    );
    assert.deepEqual(await listAccounts(db, []), []);
  });

  it('keep a long config, letter by letter', async () => {
    const accountId = (await add('first'))!;
    const otherId = (await add('second'))!;
    const config = `url|https://p.example/${'ü😀'.repeat(30_000)}|x| `;
    await writeTransaction(db, (trx) => storeConfig(trx, accountId, config));
    assert.equal((await findAccount(db, accountId))!.config, config);
    assert.equal((await findAccount(db, otherId))!.config, 'ver|1');
  });

  it('are locked by one transaction at a time', async () => {
    const accountId = (await add('first'))!;
    const append = () =>
      writeTransaction(db, async (trx) => {
        const { config } = (await lockAccount(trx, accountId))!;
        await storeConfig(trx, accountId, `${config}x`);
      });
    await Promise.all(Array.from({ length: 20 }, append));
    assert.equal((await findAccount(db, accountId))!.config, `ver|1${'x'.repeat(20)}`);
  });

  it('that do not exist are locked to no effect', async () => {
    assert.equal(await writeTransaction(db, (trx) => lockAccount(trx, '1')), undefined);
  });
});
