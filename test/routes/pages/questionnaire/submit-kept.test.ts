import assert from 'node:assert/strict';
import { type Knex } from 'knex';
import { findResult } from '../../../../db/applications/application-results.js';
import { lockApplication } from '../../../../db/applications/applications.js';
import { saveProgress } from '../../../../db/applications/questionnaire-progress.js';
import { writeTransaction } from '../../../../db/connection/transaction.js';
import { describeOnEachDatabase, mysqlDatabase } from '../../../support/databases.js';
import { startGateway } from '../../../support/app.js';
import { TEST_NOW } from '../../../support/test-now.js';
import { ALL_ENTRIES, saveLinkOf, startSite } from '../candidate-site.js';

describeOnEachDatabase('two submissions at once', (create) => {
  it('end on the same page with one result, one notification and one entry in the audit log', async () => {
    const database = await create();
    const site = await startSite(database.db);
    const other = await startGateway(database.another());
    try {
      const { link, applicationId } = await site.invite();
      await site.post(saveLinkOf(link), ALL_ENTRIES);
      const init = {
        method: 'POST',
        redirect: 'manual',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'go=submit',
      } as const;
      const ports = [site.port, other.port, site.port, other.port];
      const replies = await Promise.all(ports.map((port) => fetch(`http://127.0.0.1:${port}${link}&page=3`, init)));
      assert.deepEqual(
        replies.map(({ status, headers }) => [status, `/app_link/${headers.get('location')}`]),
        ports.map(() => [303, link]),
      );
      assert.match((await site.get(link)).text, /<h1>Thank you<\/h1>/);
      assert.ok(await findResult(site.db, applicationId));
      const rowsOf = (table: string, where: object) => site.db(table).where(where) as Promise<unknown[]>;
      assert.equal((await rowsOf('notifications', { application_id: applicationId })).length, 1);
      assert.equal((await rowsOf('audit_log', { object: `application ${applicationId}` })).length, 1);
      assert.equal((await rowsOf('questionnaire_progress', { application_id: applicationId })).length, 0);
    } finally {
      await Promise.all([site.close(), other.close()]);
    }
  });

  it('and saves at the same time leave nothing behind', async () => {
    const site = await startSite((await create()).db);
    try {
      const { link, applicationId } = await site.invite();
      const saves = Array.from({ length: 8 }, (_, n) => site.post(saveLinkOf(link), { 'q.1': String((n % 5) + 1) }));
      const sent = site.post(`${link}&page=3`, { ...ALL_ENTRIES, go: 'submit' });
      const replies = await Promise.all([...saves, sent]);
      for (const { status } of replies) assert.ok([200, 303, 409].includes(status), String(status));
      assert.match((await site.get(link)).text, /<h1>Thank you<\/h1>/);
      assert.deepEqual(await site.db('questionnaire_progress').where({ application_id: applicationId }), []);
    } finally {
      await site.close();
    }
  });
});

describeOnEachDatabase(
  'a submission while an answer is being saved',
  (create) => {
    it('submits that answer', async () => {
      const { db } = await create();
      const site = await startSite(db);
      try {
        const { link, applicationId } = await site.invite();
        await site.post(saveLinkOf(link), ALL_ENTRIES);
        const sent = await writeTransaction(db, async (trx) => {
          await lockApplication(trx, applicationId);
          const waiting = nextLock(db);
          const reply = site.post(`${link}&page=3`, { go: 'submit' });
          await waiting;
          await saveProgress(trx, applicationId, { answers: [{ q: '4', a: 'Changed.' }], now: TEST_NOW });
          return { reply };
        });
        assert.equal((await sent.reply).status, 303);
        const result = await findResult(db, applicationId);
        assert.equal(result?.answers.find(({ q }) => q === '4')?.a, 'Changed.');
      } finally {
        await site.close();
      }
    });
  },
  // The embedded database has one writer at a time, so nothing is saved during a submission.
  [mysqlDatabase],
);

/** Resolves when a lock of an application is next requested. */
function nextLock(db: Knex): Promise<void> {
  return new Promise((resolve) => {
    db.on('query', ({ sql }: { sql: string }) => {
      if (/^update `applications` set `turns`/.test(sql)) resolve();
    });
  });
}
