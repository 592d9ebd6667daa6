import assert from 'node:assert/strict';
import { writeStatement, writeTransaction } from '../../../../db/connection/transaction.js';
import { enqueueInvitations } from '../../../../db/notifications/invitations.js';
import { APPLICATION_STATES } from '../../../../engine/application/application-status.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { TEST_NOW } from '../../../support/test-now.js';
import { waitUntil } from '../../../support/wait-until.js';
import { type Site, startSite } from '../candidate-site.js';

const FORM = '/app_link/lost_link.html';
const ADA = { appEmail: 'ada@example.com' };

describeOnEachDatabase('the form for who has lost a link', (create) => {
  let site: Site;

  beforeEach(async () => {
    site = await startSite((await create()).db);
  });
  afterEach(() => site.close());

  const ask = (email: string, path = FORM) => site.post(path, { email });
  const audited = (outcome: object = {}) =>
    site.db('audit_log').where({ operation: 'resendInvitation', ...outcome }).orderBy('id'); // prettier-ignore
  const audit = async () => (await audited()).map(({ object }) => object);
  const objectOf = (applicationId: string): string => `application ${applicationId}`;

  /** Waits for so many entries, and for the resend of one that is asked for after all others. */
  async function settled(entries: number): Promise<void> {
    const last = await site.invite({ appEmail: `last.${Math.random()}@example.com` });
    const { app_email: email } = (await site.db('applications').where({ id: last.applicationId }).first())!;
    assert.equal((await ask(email!)).status, 200);
    await waitUntil('the last one', async () => {
      const objects = await audit();
      return objects.includes(objectOf(last.applicationId)) && objects.length > entries;
    });
    await writeStatement(site.db, (to) =>
      to('audit_log')
        .where({ object: objectOf(last.applicationId) })
        .delete(),
    );
    const row = (await site.db('notifications').where({ application_id: last.applicationId }).first())!;
    await writeStatement(site.db, (to) => to('notification_queue').where({ notification_id: row.id }).delete());
    await writeStatement(site.db, (to) => to('notifications').where({ id: row.id }).delete());
  }

  it('mails the invitations to open assessments again, to the address on file and by mail alone', async () => {
    const invited = await site.invite({ ...ADA, appPhone: '15550100' });
    assert.equal((await ask(' ADA@example.com ')).status, 200);
    await waitUntil('the entry', async () => (await audit()).length === 1);
    const rows = await site.db('notifications').select('application_id', 'kind', 'state');
    assert.deepEqual(
      rows.map((row) => ({ ...row })),
      [{ application_id: invited.applicationId, kind: 2, state: 1 }],
    );
    const [entry] = await audited();
    assert.deepEqual([entry!.user_name, entry!.object], ['candidate', objectOf(invited.applicationId)]);
  });

  it('finds an address whose case differs, and one that is not the candidate’s own', async () => {
    const other = { candidateEmail: 'grace@example.com', appEmail: 'Office@example.com' };
    const ids = [await site.invite({ candidateEmail: 'ada@example.com', appEmail: 'Ada@Example.com' }), await site.invite(other)]; // prettier-ignore
    await ask('ada@example.com');
    await ask('Office@example.com');
    await ask('grace@example.com');
    await settled(2);
    assert.deepEqual((await audit()).sort(), ids.map(({ applicationId }) => objectOf(applicationId)).sort());
  });

  it('answers the same bytes whatever the address, and nothing is sent of what is over or of nobody', async () => {
    await site.invite(ADA);
    await site.invite({ appEmail: 'done@example.com', state: APPLICATION_STATES.completed, completedAt: 5 });
    await site.invite({ appEmail: 'gone@example.com', state: APPLICATION_STATES.cancelled });
    await site.invite({ appEmail: 'late@example.com', expiresAt: TEST_NOW });
    const names = ['ada', 'done', 'gone', 'late', 'nobody'];
    const replies = [];
    for (const name of names) replies.push(await ask(`${name}@example.com`));
    assert.deepEqual(new Set(replies.map(({ status }) => status)), new Set([200]));
    assert.equal(new Set(replies.map(({ text }) => text)).size, 1);
    assert.match(replies[0]!.text, /<h1>Please look into your mail<\/h1>/);
    await settled(1);
    assert.equal((await audit()).length, 1);
  });

  it('looks only in the account of a link that was right once, and in all without one', async () => {
    const stranger = await site.seed.partner();
    const foreign = await site.seed.application(stranger, { ...ADA, candidateEmail: 'ada@example.com' });
    const own = await site.invite(ADA);
    const expired = await site.invite({ expiresAt: TEST_NOW });
    const query = expired.link.slice(expired.link.indexOf('?'));
    await ask('ada@example.com', `${FORM}${query}`);
    await settled(1);
    assert.deepEqual(await audit(), [objectOf(own.applicationId)]);
    await ask('ada@example.com', `${FORM}?app_link=${expired.appToken}`);
    await settled(2);
    // The other one was sent this minute.
    assert.deepEqual(await audit(), [objectOf(own.applicationId), objectOf(foreign)]);
  });

  it('sends three times a day to one address, and says the same afterwards', async () => {
    await site.invite(ADA);
    const texts = new Set<string>();
    for (let n = 0; n < 5; n += 1) {
      texts.add((await ask('ada@example.com')).text);
      site.clock.now += 120_000;
    }
    await settled(3);
    assert.deepEqual([(await audit()).length, texts.size], [3, 1]);
    site.clock.now += 24 * 60 * 60 * 1000;
    await ask('ada@example.com');
    await settled(4);
    assert.equal((await audit()).length, 4);
  });

  it('goes on with the others when one cannot be sent, and the log says which', async () => {
    const well = await site.invite(ADA);
    const broken = await site.invite(ADA);
    const { applicationId } = broken;
    const invitation = { applicationId, accountId: site.partner.accountId, expiresAt: TEST_NOW + 1e9, now: TEST_NOW };
    await writeTransaction(site.db, async (trx) => {
      await enqueueInvitations(trx, ['mail'], invitation);
      await trx('notifications').where({ application_id: applicationId }).update({ payload: 'no JSON' });
    });
    await ask('ada@example.com');
    await waitUntil('the one that is well', async () => (await audit()).length > 0);
    assert.deepEqual(await audit(), [objectOf(well.applicationId)]);
    const lines = site.log.filter(({ msg }) => msg === 'link not sent again');
    assert.deepEqual(
      lines.map(({ object }) => object),
      [objectOf(applicationId)],
    );
  });

  it('sends nothing for an account that is disabled', async () => {
    await site.invite(ADA);
    await writeStatement(site.db, (to) =>
      to('accounts').where({ id: site.partner.accountId }).update({ disabled_ms: 1 }),
    );
    const other = await site.seed.partner();
    const id = await site.seed.application(other, { appEmail: 'bob@example.com', candidateEmail: 'bob@example.com' });
    await ask('ada@example.com');
    await ask('bob@example.com');
    await waitUntil('the other one', async () => (await audit()).length > 0);
    assert.deepEqual(await audit(), [objectOf(id)]);
  });

  it('asks a client to wait who asks for many addresses', async () => {
    for (let n = 0; n < 10; n += 1) assert.equal((await ask(`nobody.${n}@example.com`)).status, 200);
    const refused = await ask('ada@example.com');
    assert.equal(refused.status, 429);
    assert.ok(Number(refused.headers.get('retry-after')) > 0);
    assert.match(refused.text, /<h1>Please wait a moment<\/h1>/);
  });

  it('refuses what is no address, with what was typed, and a form of another site', async () => {
    const { status, text } = await ask('ada <b>@example');
    assert.equal(status, 422);
    assert.match(text, /aria-invalid="true"/);
    assert.match(text, /value="ada &lt;b&gt;@example"/);
    assert.match(text, /Please write the whole address/);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const send = (more: Record<string, string>, body = 'email=ada%40example.com') =>
      site.send(FORM, { method: 'POST', headers: { ...headers, ...more }, body });
    await site.invite(ADA);
    assert.equal((await send({ 'sec-fetch-site': 'cross-site' })).status, 400);
    assert.equal((await send({ 'content-type': 'text/plain' })).status, 400);
    assert.equal((await send({}, `email=${'a'.repeat(5000)}`)).status, 413);
    await settled(0);
    assert.deepEqual(await audit(), []);
  });

  it('is on the page of a link that is over or leads nowhere, and not on that of one that was answered', async () => {
    const over = [{ expiresAt: TEST_NOW }, { state: APPLICATION_STATES.cancelled }];
    for (const more of over) {
      const { link } = await site.invite(more);
      const { text } = await site.get(`${link}&language_id=ara`);
      const action = /action="(lost_link\.html[^"]*)"/.exec(text)![1]!.replaceAll('&amp;', '&');
      assert.ok(action.startsWith(`lost_link.html${link.slice(link.indexOf('?'))}&language_id=ara`), action);
      assert.match((await ask('nobody@example.com', `/app_link/${action}`)).text, /يرجى مراجعة بريدك/);
    }
    const unknown = await site.get('/app_link/app_link.html?app_link=AAAAAAAAAAAAAAAAAAAAAA');
    assert.match(unknown.text, /action="lost_link\.html\?language_id=eng"/);
    const nowhere = await site.get('/app_links/app_link.htm', { headers: { accept: 'text/html' } });
    assert.match(nowhere.text, /action="\.\.\/app_link\/lost_link\.html\?language_id=eng"/);
    const done = await site.invite({ state: APPLICATION_STATES.completed, completedAt: 5 });
    assert.doesNotMatch((await site.get(done.link)).text, /lost_link/);
    assert.match((await site.get(FORM)).text, /<h1>Lost your link\?<\/h1>/);
  });
});
