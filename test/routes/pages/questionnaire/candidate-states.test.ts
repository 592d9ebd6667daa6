import assert from 'node:assert/strict';
import { APPLICATION_STATES } from '../../../../engine/application/application-status.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { TEST_NOW } from '../../../support/test-now.js';
import { ALL_ENTRIES, saveLinkOf, type Site, startSite } from '../candidate-site.js';

const EXPIRED = { expiresAt: TEST_NOW - 1 };
const CANCELLED = { state: APPLICATION_STATES.cancelled };
const UNKNOWN = '/app_link/app_link.html?app_link=AAAAAAAAAAAAAAAAAAAAAA';

describeOnEachDatabase('the states of a candidate’s link', (create) => {
  let site: Site;

  beforeEach(async () => {
    site = await startSite((await create()).db);
  });
  afterEach(() => site.close());

  it('tells whoever names the account that it is over', async () => {
    const expired = await site.get((await site.invite(EXPIRED)).link);
    assert.equal(expired.status, 410);
    assert.match(expired.text, /<h1>This link has expired<\/h1>/);
    const cancelled = await site.get(`${(await site.invite(CANCELLED)).link}&language_id=ara`);
    assert.equal(cancelled.status, 410);
    assert.match(cancelled.text, /<html lang="ar" dir="rtl">/);
    assert.match(cancelled.text, /سُحبت هذه الدعوة/);
  });

  it('answers everybody else the same bytes, be it expired, cancelled, unknown or malformed', async () => {
    const { accToken } = await site.invite();
    const known = UNKNOWN.replace(/A+$/, '');
    const links = [
      UNKNOWN,
      `${UNKNOWN}&acc_link=${accToken}`,
      known + (await site.invite(EXPIRED)).appToken,
      `${known + (await site.invite(EXPIRED)).appToken}&acc_link=AAAAAAAAAAAAAAAAAAAAAA`,
      known + (await site.invite(CANCELLED)).appToken,
      `${known + (await site.invite(CANCELLED)).appToken}&acc_link=${accToken}x`,
      known,
      `${known}%00`,
      `${known}${'A'.repeat(5000)}`,
      `${known}x&app_link=y`,
      '/app_link/app_link.html',
    ];
    const replies = [
      ...(await Promise.all(links.map((link) => site.get(link)))),
      ...(await Promise.all(links.slice(0, 5).map((link) => site.post(link, ALL_ENTRIES)))),
      ...(await Promise.all(links.slice(0, 5).map((link) => site.post(saveLinkOf(link), ALL_ENTRIES)))),
    ];
    assert.deepEqual(new Set(replies.map(({ status }) => status)), new Set([404]));
    assert.equal(new Set(replies.map(({ text }) => text)).size, 1);
    const names = (headers: Headers) => [...headers].filter(([name]) => !['x-request-id', 'date'].includes(name));
    assert.equal(new Set(replies.map(({ headers }) => JSON.stringify(names(headers)))).size, 1);
    assert.match(replies[0]!.text, /<h1>This link does not work<\/h1>/);
  });

  it('speaks to a stranger in the language of the address or of the browser', async () => {
    const spanish = await site.get(UNKNOWN, { headers: { 'accept-language': 'xx, es-MX;q=0.8' } });
    assert.match(spanish.text, /<html lang="es"/);
    assert.match((await site.get(`${UNKNOWN}&language_id=fra`)).text, /<html lang="fr"/);
    assert.match((await site.get(`${UNKNOWN}&language_id=heb`)).text, /<html lang="en"/);
  });

  it('throttles guessing by address, and never who has a link', async () => {
    const { link } = await site.invite();
    const expired = await site.invite(EXPIRED);
    const guessedLate = `/app_link/app_link.html?app_link=${expired.appToken}`;
    for (let n = 0; n < 30; n++) assert.equal((await site.get(n % 2 ? UNKNOWN : guessedLate)).status, 404);
    for (const path of [UNKNOWN, guessedLate, saveLinkOf(UNKNOWN)]) {
      const throttled = path === UNKNOWN ? await site.get(path) : await site.post(path, {});
      assert.equal(throttled.status, 429);
      assert.match(throttled.headers.get('retry-after')!, /^[1-9]\d?$/);
      assert.match(throttled.text, /<h1>Please wait a moment<\/h1>/);
    }
    assert.equal((await site.get(link)).status, 200);
    assert.equal((await site.get(expired.link)).status, 410);
  });

  it('stays at thanks once it was sent, however it is opened', async () => {
    const { link } = await site.invite();
    await site.post(`${link}&page=3`, { ...ALL_ENTRIES, go: 'submit' });
    for (const page of ['', '&page=1', '&page=3&check=1', '&acc_link=x']) {
      const again = await site.get(link + page);
      assert.deepEqual([again.status, /<h1>Thank you<\/h1>/.test(again.text)], [200, true], page);
    }
    assert.equal((await site.post(`${link}&page=1`, { 'q.1': '1', go: 'next' })).location, link);
  });

  it('takes nothing any more once it is over', async () => {
    const { link, applicationId } = await site.invite();
    site.clock.now += 3650 * 86_400_000;
    const late = await site.post(`${link}&page=3`, { ...ALL_ENTRIES, go: 'submit' });
    assert.deepEqual([late.status, late.location], [303, link]);
    assert.equal((await site.get(late.location!)).status, 410);
    assert.equal((await site.post(saveLinkOf(link), { 'q.1': '1' })).status, 409);
    assert.deepEqual(await site.db('questionnaire_progress').where({ application_id: applicationId }), []);
  });

  it('lets nothing out: no Referer, no cache, no frame, nothing foreign or inline', async () => {
    const { link } = await site.invite();
    for (const path of [link, UNKNOWN, (await site.invite(EXPIRED)).link]) {
      const { headers, text } = await site.get(path);
      assert.equal(
        headers.get('content-security-policy'),
        "default-src 'none';frame-ancestors 'none';base-uri 'none';script-src 'self';style-src 'self';" +
          "img-src 'self';font-src 'self';connect-src 'self';form-action 'self'",
      );
      assert.equal(headers.get('referrer-policy'), 'no-referrer');
      assert.equal(headers.get('x-frame-options'), 'DENY');
      assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin');
      assert.equal(headers.get('x-robots-tag'), 'noindex, nofollow');
      assert.equal(headers.get('cache-control'), 'no-store');
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('content-type'), 'text/html; charset=utf-8');
      assert.doesNotMatch(text, /<style|style="|<script(?![^>]*src=)| on\w+="|(?:href|src|action)="(?:\/|\w+:)/);
    }
  });

  it('says which methods there are', async () => {
    const { link } = await site.invite();
    const refused = await site.get(link, { method: 'DELETE' });
    assert.deepEqual([refused.status, refused.headers.get('allow')], [405, 'GET, HEAD, POST']);
    assert.equal((await site.get(saveLinkOf(link))).status, 405);
    assert.equal((await site.get(link, { method: 'HEAD' })).status, 200);
  });
});
