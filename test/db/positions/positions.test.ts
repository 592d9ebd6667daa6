import assert from 'node:assert/strict';
import {
  assignPosition,
  findPosition,
  findPositionContent,
  listPositions,
  savePosition,
  savePositionVersion,
} from '../../../db/positions/positions.js';
import { writeStatement, writeTransaction } from '../../../db/connection/transaction.js';
import { NOTHING_TO_ANSWER } from '../../../engine/position/position.js';
import { describeOnEachDatabase, type TestDatabase } from '../../support/databases.js';
import { SAMPLE_POSITION } from '../../support/sample-position.js';
import { seedOf } from '../../support/seed.js';
import { warmPool } from '../../support/warm-pool.js';

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
    const positionId = await writeTransaction(db, (trx) => savePosition(trx, { ...SALES, now: 1 }));
    await writeTransaction(db, (trx) => assignPosition(trx, accountIds[0]!, positionId));
    assert.deepEqual(await findPosition(db, accountIds[0]!, positionId), { positionId, ...SALES });
    assert.equal(await findPosition(db, accountIds[1]!, positionId), undefined);
    assert.equal(await findPosition(db, accountIds[0]!, '999'), undefined);
  });

  it('are listed once for several accounts, by id', async () => {
    const [first, second, third] = [
      await writeTransaction(db, (trx) => savePosition(trx, { ...SALES, now: 1 })),
      await writeTransaction(db, (trx) => savePosition(trx, { ...SALES, now: 1 })),
      await writeTransaction(db, (trx) => savePosition(trx, { ...SALES, now: 1 })),
    ];
    for (const id of [second, first]) await writeTransaction(db, (trx) => assignPosition(trx, accountIds[0]!, id));
    for (const id of [second, third]) await writeTransaction(db, (trx) => assignPosition(trx, accountIds[1]!, id));
    const idsOf = async (ids: string[]) => (await listPositions(db, ids)).map(({ positionId }) => positionId);
    assert.deepEqual(await idsOf([accountIds[0]!]), [first, second]);
    assert.deepEqual(await idsOf([accountIds[1]!, accountIds[0]!]), [first, second, third]);
    assert.deepEqual(await idsOf([accountIds[2]!]), []);
    assert.deepEqual(await idsOf([]), []);
  });

  it('are replaced by their id and stay with their accounts', async () => {
    assert.equal(
      await writeTransaction(db, (trx) => savePosition(trx, { ...SALES, positionId: '9007199254740993', now: 1 })),
      '9007199254740993',
    );
    await writeTransaction(db, (trx) => assignPosition(trx, accountIds[0]!, '9007199254740993'));
    const changed = { ...SALES, aname: 'Other', languages: ['eng'], customFields: [] };
    await writeTransaction(db, (trx) => savePosition(trx, { ...changed, positionId: '9007199254740993', now: 2 }));
    assert.deepEqual(await listPositions(db, accountIds), [{ positionId: '9007199254740993', ...changed }]);
  });

  it('are assigned twice with the same result as once', async () => {
    const positionId = await writeTransaction(db, (trx) => savePosition(trx, { ...SALES, now: 1 }));
    await writeTransaction(db, (trx) => assignPosition(trx, accountIds[0]!, positionId));
    await writeTransaction(db, (trx) => assignPosition(trx, accountIds[0]!, positionId));
    assert.equal((await listPositions(db, [accountIds[0]!])).length, 1);
  });

  it('keep every version, whole, and are the newest unless another is asked for', async () => {
    const id = await writeTransaction(db, (trx) => savePosition(trx, { ...SAMPLE_POSITION, now: 1 }));
    const changed = { ...SAMPLE_POSITION, aname: 'Changed', reducers: [] };
    assert.deepEqual(
      await writeTransaction(db, (trx) => savePositionVersion(trx, { ...changed, positionId: id, now: 2 })),
      {
        positionId: id,
        version: 2,
        changed: true,
        replaced: true,
      },
    );
    assert.deepEqual(await findPositionContent(db, id), { content: changed, version: 2 });
    assert.deepEqual(await findPositionContent(db, id, 2), { content: changed, version: 2 });
    assert.deepEqual(await findPositionContent(db, id, 1), { content: SAMPLE_POSITION, version: 1 });
    assert.equal(await findPositionContent(db, id, 3), undefined);
    assert.equal(await findPositionContent(db, '999'), undefined);
  });

  it('get a new version only when the content differs, whatever the order of its keys', async () => {
    const first = await writeTransaction(db, (trx) =>
      savePositionVersion(trx, { ...SAMPLE_POSITION, positionId: '7', now: 1 }),
    );
    assert.deepEqual(first, { positionId: '7', version: 1, changed: true, replaced: false });
    const { reportIntroduction, ...rest } = SAMPLE_POSITION;
    const turned = Object.fromEntries(Object.entries(reportIntroduction).reverse());
    for (const same of [SAMPLE_POSITION, { reportIntroduction: turned, ...rest }]) {
      const again = await writeTransaction(db, (trx) => savePositionVersion(trx, { ...same, positionId: '7', now: 2 }));
      assert.deepEqual(again, { positionId: '7', version: 1, changed: false, replaced: false });
    }
    assert.equal((await db('position_versions')).length, 1);
    const back = { ...SAMPLE_POSITION, languages: ['ara', 'eng'] };
    const versions = [back, SAMPLE_POSITION].map((content) => () => writeTransaction(db, (trx) => savePositionVersion(trx, { ...content, positionId: '7', now: 3 }))); // prettier-ignore
    for (const [index, save] of versions.entries()) assert.equal((await save()).version, index + 2);
  });

  it('that are older than versions have nothing to answer, and get a first version', async () => {
    const id = await writeTransaction(db, (trx) => savePosition(trx, { ...SALES, now: 1 }));
    await writeStatement(db, (to) => to('position_versions').delete());
    await writeStatement(db, (to) => to('positions').update({ version: 0 }));
    const old = { content: { ...NOTHING_TO_ANSWER, ...SALES }, version: 0 };
    assert.deepEqual(await findPositionContent(db, id), old);
    assert.deepEqual(await findPositionContent(db, id, 0), old);
    const saved = await writeTransaction(db, (trx) => savePositionVersion(trx, { ...SALES, positionId: id, now: 2 }));
    assert.deepEqual(saved, { positionId: id, version: 1, changed: true, replaced: true });
    assert.deepEqual(await findPositionContent(db, id), { ...old, version: 1 });
    assert.deepEqual(await findPositionContent(db, id, 0), old);
  });

  // As many saves run at once as the pool has connections. This is repeated a few times, because the server decides
  // which of them meet.
  const AT_ONCE = 10;
  const IDS = ['7', '8', '9', '9007199254740993'];
  const saveAtOnce = (positionId: string, nameOf: (index: number) => string) =>
    Promise.all(
      Array.from({ length: AT_ONCE }, (_, index) =>
        writeTransaction(db, (trx) =>
          savePositionVersion(trx, { ...SAMPLE_POSITION, aname: nameOf(index), positionId, now: index }),
        ),
      ),
    );

  it('get one version after the other when a new one is stored several times at once', async () => {
    await warmPool(db);
    for (const id of IDS) {
      const saved = await saveAtOnce(id, (index) => `Sample ${index}`);
      const versions = saved.map(({ version }) => version).sort((a, b) => a - b);
      assert.deepEqual(
        versions,
        Array.from({ length: AT_ONCE }, (_, index) => index + 1),
      );
      assert.ok(saved.every(({ version, changed, replaced }) => changed && replaced === version > 1));
      const stored = await Promise.all(versions.map((version) => findPositionContent(db, id, version)));
      assert.equal(new Set(stored.map((found) => found!.content.aname)).size, AT_ONCE);
    }
  });

  it('have one version when a new one of the same content is stored several times at once', async () => {
    await warmPool(db);
    for (const id of IDS) {
      const saved = await saveAtOnce(id, () => 'Sample');
      assert.ok(saved.every(({ version, replaced }) => version === 1 && !replaced));
      assert.equal(saved.filter(({ changed }) => changed).length, 1);
      assert.equal((await db('position_versions').where({ position_id: id })).length, 1);
    }
  });
});
