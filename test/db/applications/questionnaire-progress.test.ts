import assert from 'node:assert/strict';
import { forgetAnswers, readProgress, saveProgress } from '../../../db/applications/questionnaire-progress.js';
import { writeTransaction } from '../../../db/connection/transaction.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { seedOf } from '../../support/seed.js';
import { TEST_NOW } from '../../support/test-now.js';

describeOnEachDatabase('the progress of a questionnaire', (create) => {
  it('keeps as much at once as a position can ask, over what was kept before', async () => {
    const { db } = await create();
    const seed = seedOf(db);
    const applicationId = await seed.application(await seed.partner());
    const answers = (a: number) => Array.from({ length: 500 }, (_, n) => ({ q: `q${n}`, a }));
    const fields = Array.from({ length: 92 }, (_, n) => ({ name: `f${n}`, value: 'x' }));
    await writeTransaction(db, (trx) =>
      saveProgress(trx, applicationId, { answers: answers(1), fields, now: TEST_NOW }),
    );
    await writeTransaction(db, (trx) => saveProgress(trx, applicationId, { answers: answers(2), now: TEST_NOW }));
    const kept = await readProgress(db, applicationId);
    assert.deepEqual(new Map(kept.answers.map(({ q, a }) => [q, a])), new Map(answers(2).map(({ q, a }) => [q, a])));
    assert.equal(kept.answers.length, 500);
    assert.equal(kept.fields.length, 92);
    const names = answers(2).map(({ q }) => q);
    await writeTransaction(db, (trx) => forgetAnswers(trx, applicationId, names));
    assert.deepEqual((await readProgress(db, applicationId)).answers, []);
  });
});
