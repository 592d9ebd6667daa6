import assert from 'node:assert/strict';
import { readProgress } from '../../../../db/applications/questionnaire-progress.js';
import { APPLICATION_STATES } from '../../../../engine/application/application-status.js';
import { keepProgress } from '../../../../routes/pages/questionnaire/keep-progress.js';
import { findVisit } from '../../../../routes/pages/questionnaire/view/find-visit.js';
import { stampsOf } from '../../../../routes/pages/questionnaire/view/value-stamp.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { type Site, startSite } from '../candidate-site.js';

const NOTHING = { answers: [], taken: [], fields: [] };
const GIVEN = { ...NOTHING, answers: [{ q: '1', a: 2 }], fields: [{ name: 'shift', value: 'late' }] };

describeOnEachDatabase('keepProgress', (create) => {
  let site: Site;

  before(async () => {
    site = await startSite((await create()).db);
  });
  after(() => site.close());

  async function visitOf(options: Parameters<Site['invite']>[0] = {}) {
    const { appToken, accToken } = await site.invite(options);
    return (await findVisit(site.db, { appToken, accToken }, { now: site.clock.now, accepts: undefined }))!;
  }
  const anyway = () => ({ seen: undefined, now: site.clock.now });

  it('keeps what is given over what was, and forgets what is taken back', async () => {
    const visit = await visitOf();
    assert.deepEqual(await keepProgress(site.db, visit, GIVEN, anyway()), new Map());
    const more = { ...NOTHING, answers: [{ q: '2', a: 1 }], taken: ['1'] };
    assert.deepEqual(await keepProgress(site.db, visit, more, anyway()), new Map());
    assert.deepEqual(await keepProgress(site.db, visit, NOTHING, anyway()), new Map());
    const kept = await readProgress(site.db, visit.application.applicationId);
    assert.deepEqual(kept, { answers: [{ q: '2', a: 1 }], fields: GIVEN.fields });
  });

  it('keeps only what was changed on the page, and gives back what another page changed too', async () => {
    const visit = await visitOf();
    const { applicationId } = visit.application;
    await keepProgress(site.db, visit, { ...NOTHING, answers: [1, 2, 3].map((q) => ({ q: `${q}`, a: 1 })) }, anyway());
    const seen = stampsOf(new Map([1, 2, 3].map((q) => [`q.${q}`, '1'])), ['q.1', 'q.2', 'q.3']);
    const elsewhere = { ...NOTHING, answers: [{ q: '1', a: 5 }], taken: ['2'] };
    assert.deepEqual(await keepProgress(site.db, visit, elsewhere, { seen, now: site.clock.now }), new Map());
    const stale = { ...GIVEN, answers: [1, 4, 2].map((a, index) => ({ q: `${index + 1}`, a })) };
    const conflicts = await keepProgress(site.db, visit, stale, { seen, now: site.clock.now });
    assert.deepEqual(conflicts, new Map([['q.2', '']]), 'the first is unchanged here, the third only here');
    const { answers, fields } = await readProgress(site.db, applicationId);
    assert.deepEqual(
      new Map(answers.map(({ q, a }) => [q, a])),
      new Map([
        ['1', 5],
        ['3', 2],
      ]),
    );
    assert.deepEqual(fields, GIVEN.fields);
    const same = { ...NOTHING, answers: [{ q: '1', a: 5 }] };
    assert.deepEqual(await keepProgress(site.db, visit, same, { seen, now: site.clock.now }), new Map());
  });

  it('keeps nothing of an application that takes no more answers', async () => {
    const closed = [
      await visitOf({ state: APPLICATION_STATES.completed }),
      await visitOf({ state: APPLICATION_STATES.cancelled }),
      await visitOf({ expiresAt: site.clock.now }),
    ];
    for (const visit of closed) {
      assert.equal(await keepProgress(site.db, visit, GIVEN, anyway()), undefined);
      assert.deepEqual(
        await site.db('questionnaire_progress').where({ application_id: visit.application.applicationId }),
        [],
      );
    }
  });
});
