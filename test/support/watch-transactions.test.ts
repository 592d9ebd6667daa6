import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { type Knex } from 'knex';
import { writeTransaction } from '../../db/connection/transaction.js';
import { sqlite } from './databases.js';

describe('the watch on transactions', () => {
  const works: { name: string; work: (trx: Knex) => Promise<unknown>; watched: boolean }[] = [
    { name: 'waited for a timer', work: (trx) => trx('users').then(() => wait(1)), watched: true },
    { name: 'waited and was rolled back', work: () => wait(1).then(() => Promise.reject(new Error())), watched: true },
    { name: 'made many statements', work: (trx) => many(trx), watched: false },
    { name: 'failed', work: () => Promise.reject(new Error()), watched: false },
  ];
  for (const { name, work, watched } of works) {
    it(`${watched ? 'finds' : 'passes over'} one that ${name}`, async () => {
      const database = await sqlite.create();
      await writeTransaction(database.db, work).catch(() => undefined);
      if (watched) await assert.rejects(database.close(), /waited for something else than the database/);
      else await database.close();
    });
  }
});

async function many(trx: Knex): Promise<void> {
  for (let n = 0; n < 500; n += 1) await trx('users').where({ id: String(n) });
}
