import assert from 'node:assert/strict';
import { type PermissionRow } from '../../../engine/permissions.js';
import { permissionCache } from '../../../src/serving/permission-cache.js';

const rowsOf = (accountId: string): PermissionRow[] => [
  { accountId, permission: 8, read: true, write: false, add: false, delete: false },
];

describe('permissionCache', () => {
  let reads: string[];
  let stored: Record<string, PermissionRow[]>;
  let permissionsAt: ReturnType<typeof permissionCache>;

  beforeEach(() => {
    reads = [];
    stored = { '1': rowsOf('10'), '2': rowsOf('20') };
    permissionsAt = permissionCache({
      read: (userId) => {
        reads.push(userId);
        return Promise.resolve(stored[userId]!);
      },
    });
  });

  it('reads a user once for each access version', async () => {
    assert.deepEqual(await permissionsAt('1', 1), rowsOf('10'));
    stored['1'] = rowsOf('11');
    assert.deepEqual(await permissionsAt('1', 1), rowsOf('10'));
    assert.deepEqual(await permissionsAt('1', 2), rowsOf('11'));
    assert.deepEqual(reads, ['1', '1']);
  });

  it('keeps users apart', async () => {
    assert.deepEqual(await permissionsAt('1', 1), rowsOf('10'));
    assert.deepEqual(await permissionsAt('2', 1), rowsOf('20'));
  });

  it('never serves a newer version with what was read for an older one that came late', async () => {
    const answers: ((rows: PermissionRow[]) => void)[] = [];
    const slow = permissionCache({ read: () => new Promise((resolve) => answers.push(resolve)) });
    const [old, young] = [slow('1', 1), slow('1', 2)];
    answers[1]!(rowsOf('new'));
    await young;
    answers[0]!(rowsOf('old'));
    await old;
    const again = slow('1', 2);
    answers[2]?.(rowsOf('new'));
    assert.deepEqual(await again, rowsOf('new'));
  });

  it('forgets what could not be read', async () => {
    let isDown = true;
    const cache = permissionCache({
      read: () => (isDown ? Promise.reject(new Error('down')) : Promise.resolve(rowsOf('10'))),
    });
    await assert.rejects(cache('1', 1), /down/);
    isDown = false;
    assert.deepEqual(await cache('1', 1), rowsOf('10'));
  });

  it('keeps 10,000 users at most', async () => {
    for (let i = 0; i <= 10_000; i += 1) await permissionsAt(String(i), 1);
    reads = [];
    await permissionsAt('10000', 1);
    await permissionsAt('0', 1);
    assert.deepEqual(reads, ['0']);
  });
});
