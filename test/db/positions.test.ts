import assert from 'node:assert/strict';
import { assignPosition, findPosition, listPositions, savePosition } from '../../db/positions.js';
import { describeOnEachDatabase, type TestDatabase } from '../support/databases.js';
import { seedOf } from '../support/seed.js';

const SALES = {
  aname: 'Sales 売',
  reportName: 'Sales Report',
  languages: ['sp2', 'eng'],
  customFields: [{ aname: 'branch', caption: { eng: 'Branch "x"' }, mandatory: true, partner: true, applicant: false }],
};

describeOnEachDatabase('positions', (create) => {
  let db: TestDatabase['db'];
  let accountIds: string[];

  beforeEach(async () => {
    ({ db } = await create());
    const seed = seedOf(db);
    accountIds = [await seed.account(), await seed.account(), await seed.account()];
  });

  it('are found by the accounts that may order them, and no others', async () => {
    const positionId = await savePosition(db, { ...SALES, now: 1 });
    await assignPosition(db, accountIds[0]!, positionId);
    assert.deepEqual(await findPosition(db, accountIds[0]!, positionId), { positionId, ...SALES });
    assert.equal(await findPosition(db, accountIds[1]!, positionId), undefined);
    assert.equal(await findPosition(db, accountIds[0]!, '999'), undefined);
  });

  it('are listed once for several accounts, by id', async () => {
    const [first, second, third] = [
      await savePosition(db, { ...SALES, now: 1 }),
      await savePosition(db, { ...SALES, now: 1 }),
      await savePosition(db, { ...SALES, now: 1 }),
    ];
    for (const id of [second, first]) await assignPosition(db, accountIds[0]!, id);
    for (const id of [second, third]) await assignPosition(db, accountIds[1]!, id);
    const idsOf = async (ids: string[]) => (await listPositions(db, ids)).map(({ positionId }) => positionId);
    assert.deepEqual(await idsOf([accountIds[0]!]), [first, second]);
    assert.deepEqual(await idsOf([accountIds[1]!, accountIds[0]!]), [first, second, third]);
    assert.deepEqual(await idsOf([accountIds[2]!]), []);
    assert.deepEqual(await idsOf([]), []);
  });

  it('are replaced by their id and stay with their accounts', async () => {
    assert.equal(await savePosition(db, { ...SALES, positionId: '9007199254740993', now: 1 }), '9007199254740993');
    await assignPosition(db, accountIds[0]!, '9007199254740993');
    const changed = { ...SALES, aname: 'Other', languages: ['eng'], customFields: [] };
    await savePosition(db, { ...changed, positionId: '9007199254740993', now: 2 });
    assert.deepEqual(await listPositions(db, accountIds), [{ positionId: '9007199254740993', ...changed }]);
  });

  it('are assigned twice as once', async () => {
    const positionId = await savePosition(db, { ...SALES, now: 1 });
    await assignPosition(db, accountIds[0]!, positionId);
    await assignPosition(db, accountIds[0]!, positionId);
    assert.equal((await listPositions(db, [accountIds[0]!])).length, 1);
  });
});
