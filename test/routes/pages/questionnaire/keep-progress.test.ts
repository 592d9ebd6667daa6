import assert from 'node:assert/strict';
import { readProgress } from '../../../../db/applications/questionnaire-progress.js';
import { APPLICATION_STATES } from '../../../../engine/application/application-status.js';
import { keepProgress } from '../../../../routes/pages/questionnaire/keep-progress.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { seedOf } from '../../../support/seed.js';
import { TEST_NOW } from '../../../support/test-now.js';

const NOTHING = { answers: [], taken: [], fields: [], now: TEST_NOW };
const GIVEN = { ...NOTHING, answers: [{ q: '1', a: 2 }], fields: [{ name: 'shift', value: 'late' }] };

describeOnEachDatabase('keepProgress', (create) => {
  it('keeps what is given over what was, and forgets what is taken back', async () => {
    const { db } = await create();
    const seed = seedOf(db);
    const id = await seed.application(await seed.partner());
    assert.equal(await keepProgress(db, id, GIVEN), true);
    assert.equal(await keepProgress(db, id, { ...NOTHING, answers: [{ q: '2', a: 'x' }], taken: ['1'] }), true);
    assert.equal(await keepProgress(db, id, NOTHING), true);
    assert.deepEqual(await readProgress(db, id), { answers: [{ q: '2', a: 'x' }], fields: GIVEN.fields });
  });

  it('keeps nothing of an application that takes no more answers, or that is not there', async () => {
    const { db } = await create();
    const seed = seedOf(db);
    const owner = await seed.partner();
    const closed = [
      await seed.application(owner, { state: APPLICATION_STATES.completed }),
      await seed.application(owner, { state: APPLICATION_STATES.cancelled }),
      await seed.application(owner, { expiresAt: TEST_NOW }),
      '999',
    ];
    for (const id of closed) assert.equal(await keepProgress(db, id, GIVEN), false, id);
    assert.deepEqual(await db('questionnaire_progress'), []);
  });
});
