import assert from 'node:assert/strict';
import { type Access } from '../../../db/accounts/permissions.js';
import { RefusalError } from '../../../engine/refusal.js';
import { type PermissionRow } from '../../../engine/permissions.js';
import { permissionCache } from '../../../src/serving/permission-cache.js';

const rowsOf = (accountId: string): PermissionRow[] => [
  { accountId, permission: 8, read: true, write: false, add: false, delete: false },
];

const isOverloaded = (error: unknown) => error instanceof RefusalError && error.refusal.reason === 'overloaded';

describe('permissionCache', () => {
  let reads: string[];
  let stored: Record<string, Access>;
  let permissionsAt: ReturnType<typeof permissionCache>;

  beforeEach(() => {
    reads = [];
    stored = { '1': { version: 1, rows: rowsOf('10') }, '2': { version: 1, rows: rowsOf('20') } };
    permissionsAt = permissionCache({
      read: (userId) => {
        reads.push(userId);
        return Promise.resolve(stored[userId]!);
      },
    });
  });

  it('reads a user once for each access version', async () => {
    assert.deepEqual(await permissionsAt('1', 1), rowsOf('10'));
    stored['1'] = { version: 2, rows: rowsOf('11') };
    assert.deepEqual(await permissionsAt('1', 1), rowsOf('10'));
    assert.deepEqual(await permissionsAt('1', 2), rowsOf('11'));
    assert.deepEqual(reads, ['1', '1']);
  });

  it('keeps users apart', async () => {
    assert.deepEqual(await permissionsAt('1', 1), rowsOf('10'));
    assert.deepEqual(await permissionsAt('2', 1), rowsOf('20'));
  });

  it('never serves a newer version with what was read for an older one that came late', async () => {
    const answers: ((access: Access) => void)[] = [];
    const slow = permissionCache({ read: () => new Promise((resolve) => answers.push(resolve)) });
    const [old, young] = [slow('1', 1), slow('1', 2)];
    answers[1]!({ version: 2, rows: rowsOf('new') });
    await young;
    answers[0]!({ version: 1, rows: rowsOf('old') });
    await old;
    const again = slow('1', 2);
    answers[2]?.({ version: 2, rows: rowsOf('new') });
    assert.deepEqual(await again, rowsOf('new'));
  });

  it('refuses with 503 while only older rows can be read, and does not keep them', async () => {
    await assert.rejects(permissionsAt('1', 2), isOverloaded);
    stored['1'] = { version: 2, rows: rowsOf('11') };
    assert.deepEqual(await permissionsAt('1', 2), rowsOf('11'));
  });

  it('keeps rows that are newer than the request under their own version', async () => {
    stored['1'] = { version: 3, rows: rowsOf('11') };
    assert.deepEqual(await permissionsAt('1', 2), rowsOf('11'));
    assert.deepEqual(await permissionsAt('1', 3), rowsOf('11'));
    assert.deepEqual(reads, ['1']);
  });

  it('forgets what could not be read', async () => {
    let isDown = true;
    const cache = permissionCache({
      read: () => (isDown ? Promise.reject(new Error('down')) : Promise.resolve({ version: 1, rows: rowsOf('10') })),
    });
    await assert.rejects(cache('1', 1), /down/);
    isDown = false;
    assert.deepEqual(await cache('1', 1), rowsOf('10'));
  });

  it('keeps 10,000 users at most', async () => {
    for (let i = 0; i <= 10_000; i += 1) stored[String(i)] = { version: 1, rows: [] };
    for (let i = 0; i <= 10_000; i += 1) await permissionsAt(String(i), 1);
    reads = [];
    await permissionsAt('10000', 1);
    await permissionsAt('0', 1);
    assert.deepEqual(reads, ['0']);
  });
});
