import assert from 'node:assert/strict';
import { createLog } from '../../src/log.js';
import { withoutDriverStacks } from '../../src/without-driver-stacks.js';
import { describeOnEachDatabase } from '../support/databases.js';

describeOnEachDatabase('withoutDriverStacks', (create) => {
  it('logs the stack of an error, unless the database is only away or busy', async () => {
    const { db } = await create();
    const lines: string[] = [];
    const log = withoutDriverStacks(createLog('info', { write: (line) => void lines.push(line) }), db);
    const away = { code: 'SQLITE_BUSY', fatal: true };
    for (const err of [new Error('ours'), Object.assign(new Error('away'), away), 'no error'])
      log.warn({ err }, 'failed');
    const logged = lines.map((line) => (JSON.parse(line) as { err: { message: string; stack?: string } | string }).err);
    assert.deepEqual(
      logged.map((err) => (typeof err === 'string' ? err : [err.message, err.stack !== undefined])),
      [['ours', true], ['away', false], 'no error'],
    );
  });
});
