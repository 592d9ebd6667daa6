import assert from 'node:assert/strict';
import { findApplication } from '../../../../db/applications/applications.js';
import { writeStatement } from '../../../../db/connection/transaction.js';
import { APPLICATION_STATES } from '../../../../engine/application/application-status.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { SAMPLE_POSITION } from '../../../support/sample-position.js';
import { type Site, startSite } from '../candidate-site.js';

const SPANISH = { headers: { 'accept-language': 'es-MX, en;q=0.5' } };
const LANGUAGES = ['ara', 'eng', 'fra', 'spa'];

describeOnEachDatabase('the language of the hosted questionnaire', (create) => {
  let site: Site;

  before(async () => {
    site = await startSite((await create()).db, { ...SAMPLE_POSITION, languages: LANGUAGES });
  });
  after(() => site.close());

  const langOf = async (path: string, init?: RequestInit) =>
    /<html lang="(\w+)"/.exec((await site.get(path, init)).text)![1];
  const keptOf = async (applicationId: string) => (await findApplication(site.db, applicationId))!.keptLanguageId;

  it('is that of the order, whatever the browser wants', async () => {
    const { link } = await site.invite({ languageId: 'fra' });
    assert.equal(await langOf(link, SPANISH), 'fr');
  });

  it('is that of the browser where the order named none, and else the first of the position', async () => {
    const { link, applicationId } = await site.invite({ languageId: 'ara', languageGiven: false });
    assert.equal(await langOf(link, SPANISH), 'es');
    assert.equal(await langOf(link, { headers: { 'accept-language': 'ja' } }), 'ar');
    assert.equal(await keptOf(applicationId), undefined, 'nobody has chosen');
  });

  it('is kept once it was chosen, and opens so on another device', async () => {
    const { link, applicationId } = await site.invite({ languageId: 'eng' });
    const chosen = await site.post(`${link}&page=1`, { 'q.1': '2', language_id: 'fra' });
    assert.equal(await keptOf(applicationId), 'fra');
    assert.equal(await langOf(chosen.location!), 'fr');
    assert.equal(await langOf(link, SPANISH), 'fr', 'the link of the invitation');
    assert.equal(await langOf(`${link}&language_id=spa`), 'es', 'who chooses again');
    assert.equal(await langOf(link), 'es', 'keeps that');
  });

  it('is not kept where it is none of the position, where nothing is opened, and where nothing can be answered', async () => {
    const { link, applicationId } = await site.invite();
    await site.get(`${link}&language_id=heb`);
    await site.post(`${link}&page=1`, { language_id: 'heb' });
    await site.get(`${link}&language_id=fra`, { method: 'HEAD' });
    assert.equal(await keptOf(applicationId), undefined);
    const over = await site.invite({ state: APPLICATION_STATES.cancelled });
    assert.equal(await langOf(`${over.link}&language_id=fra`), 'fr');
    assert.equal(await keptOf(over.applicationId), undefined);
  });

  it('is the kept one after the answers are sent', async () => {
    const { link, applicationId } = await site.invite({ languageId: 'eng' });
    await site.get(`${link}&language_id=spa`);
    await writeStatement(site.db, (to) =>
      to('applications').where({ id: applicationId }).update({ state: APPLICATION_STATES.completed, completed_ms: 1 }),
    );
    assert.equal(await langOf(link), 'es');
  });
});

describeOnEachDatabase('an order', (create) => {
  it('keeps whether it named its language', async () => {
    const { db } = await create();
    const site = await startSite(db, { ...SAMPLE_POSITION, languages: LANGUAGES });
    try {
      const { user, accountId } = site.partner;
      const order = async (more: object): Promise<boolean> => {
        const reply = await fetch(`${site.origin}/v1/accounts/${accountId}/assessments`, {
          method: 'POST',
          headers: {
            authorization: `Basic ${Buffer.from(`${user.name}:${user.password}`).toString('base64')}`,
            'content-type': 'application/json',
          },
          body: JSON.stringify({ position_id: site.positionId, ...more }),
        });
        const { application_id: id } = (await reply.json()) as { application_id: string };
        return (await findApplication(db, id))!.languageGiven;
      };
      assert.equal(await order({ language_id: 'ara' }), true);
      assert.equal(await order({}), false);
    } finally {
      await site.close();
    }
  });
});
