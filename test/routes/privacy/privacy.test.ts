import assert from 'node:assert/strict';
import { recordConsent } from '../../../db/privacy/consents.js';
import { writeTransaction } from '../../../db/connection/transaction.js';
import { describeGateway } from '../../support/gateway.js';
import { type TestPartner } from '../../support/seed.js';
import { seedReport } from '../../support/seed-report.js';
import { TEST_NOW } from '../../support/test-now.js';

const NOTICES = { eng: { url: 'https://partner.example.com/privacy' }, fra: { text: 'Vos données' } };

describeGateway('privacy settings', (world) => {
  let partner: TestPartner;
  beforeEach(async () => {
    partner = await world.seed.partner();
    await world.seed.grant(partner.user, partner.accountId, { 8: 'r', 16: 'rwad' });
  });
  const set = (body: object) => world.call(partner.user, 'setPrivacy', { account_id: partner.accountId }, { body });
  const get = () => world.call(partner.user, 'getPrivacy', { account_id: partner.accountId });

  it('say nothing before the first change, and get a version with each', async () => {
    const none = {
      account_id: partner.accountId,
      version: 0,
      notices: {},
      consent: false,
      retention_days: 0,
      keep_scores: false,
    };
    assert.deepEqual((await get()).body, none);
    await set({ notices: NOTICES, consent: true });
    const second = await set({ retention_days: 180, keep_scores: true });
    const expected = { notices: NOTICES, consent: true, retention_days: 180, keep_scores: true };
    assert.deepEqual(second.body, {
      account_id: partner.accountId,
      version: 2,
      ...expected,
      changed: new Date(TEST_NOW).toISOString(),
    });
    assert.deepEqual((await get()).body, second.body);
  });

  const refused: { name: string; body: object; words: RegExp }[] = [
    { name: 'consent to nothing', body: { consent: true }, words: /consent: needs a notice/ },
    { name: 'an empty change', body: {}, words: /./ },
    { name: 'a notice of both kinds', body: { notices: { eng: { text: 'a', url: 'https://a.example' } } }, words: /./ },
    { name: 'a blank text', body: { notices: { eng: { text: ' ' } } }, words: /./ },
    { name: 'another scheme', body: { notices: { eng: { url: 'javascript:alert(1)' } } }, words: /./ },
    { name: 'a url with a password', body: { notices: { eng: { url: 'https://a:b@a.example' } } }, words: /without user and password/ }, // prettier-ignore
    { name: 'an unknown kind of language', body: { notices: { english: { text: 'a' } } }, words: /./ },
    { name: 'days that are none', body: { retention_days: -1 }, words: /retention_days/ },
  ];
  for (const { name, body, words } of refused) {
    it(`refuse ${name}`, async () => {
      const reply = await set(body);
      assert.equal(reply.status, 400);
      assert.match(reply.body.detail as string, words);
      assert.equal((await get()).body.version, 0);
    });
  }

  it('keep one version for each of many changes at once', async () => {
    const replies = await Promise.all(Array.from({ length: 6 }, (_, days) => set({ retention_days: days + 1 })));
    assert.deepEqual(replies.map(({ body }) => body.version as number).sort(), [1, 2, 3, 4, 5, 6]);
  });
});

describeGateway('the export of a person', (world) => {
  it('has what is held in every table, without links, and what the person has agreed to', async () => {
    const email = 'Ada@Example.com';
    const { owner, applicationId, tokens } = await seedReport(world, { application: { appEmail: email } });
    await world.seed.grant(owner.user, owner.accountId, { 8: 'r', 16: 'rwad' });
    const named = { account_id: owner.accountId };
    await world.call(owner.user, 'setPrivacy', named, { body: { notices: NOTICES, consent: true } });
    const given = { version: 1, languageId: 'eng', givenAt: TEST_NOW };
    await writeTransaction(world.db, (trx) => recordConsent(trx, applicationId, given));
    const reply = await world.call(owner.user, 'exportPerson', named, { query: 'email=ada%40example.COM' });
    assert.deepEqual([reply.status, reply.body.count], [200, 1]);
    const [held] = reply.body.applications as {
      application: { app_email: string };
      results: { answers: { q: string }[] }[];
      consents: object[];
    }[];
    assert.equal(held!.application.app_email, email);
    assert.deepEqual(held!.results[0]!.answers.map(({ q }) => q), ['1', '2', '3', '4']); // prettier-ignore
    assert.equal(held!.consents.length, 1);
    assert.equal((reply.body.agreed_to as { version: number }[])[0]!.version, 1);
    for (const token of Object.values(tokens)) assert.ok(!reply.text.includes(token));
    const nobody = await world.call(owner.user, 'exportPerson', named, { query: 'email=nobody%40example.com' });
    assert.equal(nobody.body.count, 0);
  });
});
