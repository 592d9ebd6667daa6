import assert from 'node:assert/strict';
import { readProgress } from '../../../../db/applications/questionnaire-progress.js';
import { findApplicationByToken } from '../../../../db/applications/applications.js';
import { findConsent } from '../../../../db/privacy/consents.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { setPrivacy } from '../../../support/set-privacy.js';
import { TEST_NOW } from '../../../support/test-now.js';
import { ALL_ENTRIES, saveLinkOf, type Invited, type Site, startSite } from '../candidate-site.js';

const NOTICES = {
  ara: { text: 'تُحفظ إجاباتك <سنة>.\nثم تُحذف.' },
  eng: { url: 'https://partner.example.com/privacy' },
};
const ASKS = { notices: NOTICES, asksConsent: true };
const TICK = { consent: '1' };
const BOX = /<input\s+type="checkbox"\s+id="consent"/;

describeOnEachDatabase('what candidates are told and asked about their data', (create) => {
  let site: Site;
  let invited: Invited;

  beforeEach(async () => {
    site = await startSite((await create()).db);
    invited = await site.invite();
  });
  afterEach(() => site.close());

  const say = (settings: Parameters<typeof setPrivacy>[2]) => setPrivacy(site.db, site.partner.accountId, settings);
  const at = (page: number) => `${invited.link}&page=${page}`;
  const consent = () => findConsent(site.db, invited.applicationId);
  const kept = () => readProgress(site.db, invited.applicationId);

  it('is who gets the answers, and nothing else, while the account has said nothing', async () => {
    const { text } = await site.get(at(0));
    assert.doesNotMatch(text, /class="notice"|id="consent"/);
    await site.post(at(0), { 'f.shift': 'night', ...TICK, go: 'next' });
    assert.equal(await consent(), undefined);
  });

  it('is the notice of their language, or the English one, and no question unless the account asks', async () => {
    await say({ notices: NOTICES });
    for (const [languageId, shown] of [
      ['ara', /lang="ar" dir="rtl">\s*<p>تُحفظ إجاباتك &lt;سنة&gt;\.\nثم تُحذف\.<\/p>/],
      ['eng', /<a href="https:\/\/partner\.example\.com\/privacy" target="_blank" rel="noopener noreferrer"/],
    ] as const) {
      const { text } = await site.get(`${at(0)}&language_id=${languageId}`);
      assert.match(text, shown);
      assert.doesNotMatch(text, BOX);
    }
    assert.equal((await site.post(at(0), { 'f.shift': 'night', go: 'next' })).location, at(1));
    await say({ notices: { fra: { text: 'Un an.' } } });
    assert.match((await site.get(`${at(0)}&language_id=ara`)).text, /lang="fr" dir="ltr">\s*<p>Un an\.<\/p>/);
  });

  it('shuts every page and saves nothing before they agree', async () => {
    await say(ASKS);
    for (const page of ['', '&page=1', '&page=3']) assert.match((await site.get(invited.link + page)).text, BOX);
    for (const page of [1, 2, 3]) {
      for (const go of ['next', 'back', 'submit']) {
        const { status, location } = await site.post(at(page), { ...ALL_ENTRIES, ...TICK, go });
        assert.deepEqual([status, location], [303, at(0)]);
      }
    }
    assert.equal((await site.post(saveLinkOf(invited.link), { ...ALL_ENTRIES, ...TICK })).status, 409);
    for (const entries of [{}, { consent: '' }, { consent: '2' }, { consent: 'on' }]) {
      const { status, text } = await site.post(at(0), { 'f.shift': 'night', go: 'next', ...entries });
      assert.equal(status, 422);
      assert.match(text, /<a href="#consent"><bdi>Your data<\/bdi>: Please read this and agree before you begin\.</);
      assert.match(text, /name="f\.shift"[^>]*value="night"/);
    }
    assert.deepEqual([await consent(), await kept()], [undefined, { answers: [], fields: [] }]);
  });

  it('keeps that they agreed with version, language and time, and lets them begin', async () => {
    await say({ notices: NOTICES });
    await say(ASKS);
    const arabic = `${invited.link}&language_id=ara&page=0`;
    const { location } = await site.post(arabic, { 'f.shift': 'night', consent: '2', go: 'next' });
    assert.equal(location, `${invited.link}&language_id=ara&page=1`);
    assert.deepEqual(await consent(), { version: 2, languageId: 'ara', givenAt: TEST_NOW });
    assert.deepEqual((await kept()).fields, [{ name: 'shift', value: 'night' }]);
    await say({ ...ASKS, notices: { eng: { text: 'Another one.' } } });
    const again = await site.get(`${at(0)}&language_id=eng`);
    assert.match(again.text, /Another one\./);
    assert.match(again.text, /You have agreed to this\./);
    assert.doesNotMatch(again.text, BOX);
    await site.post(at(0), { consent: '3', go: 'next' });
    assert.equal((await consent())!.version, 2);
  });

  it('keeps it too when something else on the page has to be mended', async () => {
    await say(ASKS);
    const { status, text } = await site.post(at(0), { 'f.shift': '', ...TICK, go: 'next' });
    assert.equal(status, 422);
    assert.match(text, /Please fill this in\./);
    assert.doesNotMatch(text, BOX);
    assert.equal((await consent())!.version, 1);
  });

  it('is shown in another language with what was typed, and a tick there does not count', async () => {
    await say(ASKS);
    const { status, text } = await site.post(at(0), { 'f.shift': 'night', ...TICK, language_id: 'ara' });
    assert.equal(status, 200);
    assert.match(text, /<html lang="ar"/);
    assert.match(text, BOX);
    assert.match(text, /name="f\.shift"[^>]*value="night"/);
    assert.equal(await consent(), undefined);
  });

  it('is told in the report, with the day', async () => {
    await say(ASKS);
    await site.post(at(0), { 'f.shift': 'night', ...TICK, go: 'next' });
    await site.post(at(3), { ...ALL_ENTRIES, go: 'submit' });
    const { repToken } = (await findApplicationByToken(site.db, 'app', invited.appToken))!;
    const { text } = await site.get(`/app_link/rep_link.html?app_link=${repToken}`);
    const day = new Date(TEST_NOW).toISOString().slice(0, 10);
    assert.match(text, new RegExp(`<dt>Consent given on</dt><dd><time datetime="${day}">`));
  });

  it('does not concern whoever submits by API', async () => {
    await say(ASKS);
    const { status } = await site.send(`/v1/questionnaires/${invited.appToken}/answers`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Basic ${Buffer.from(`${site.partner.user.name}:${site.partner.user.password}`).toString('base64')}`,
      },
      body: JSON.stringify({
        answers: [
          { q: '1', a: 5 },
          { q: '2', a: 1 },
          { q: '3', a: 4 },
          { q: '4', a: 'Because.' },
        ],
        fields: [{ n: 'shift', v: 'night' }],
      }),
    });
    assert.equal(status, 200);
  });
});
