import assert from 'node:assert/strict';
import { writeTransaction } from '../../../../db/connection/transaction.js';
import { enqueueInvitations } from '../../../../db/notifications/invitations.js';
import { findNotification } from '../../../../db/notifications/list-notifications.js';
import { enqueueReminders } from '../../../../db/notifications/reminders.js';
import { APPLICATION_STATES } from '../../../../engine/application/application-status.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { TEST_NOW } from '../../../support/test-now.js';
import { type Invited, type Site, startSite } from '../candidate-site.js';

describeOnEachDatabase('the page that stops reminders', (create) => {
  let site: Site;

  beforeEach(async () => {
    site = await startSite((await create()).db);
  });
  afterEach(() => site.close());

  const pageOf = ({ link }: Invited): string => link.replace('app_link.html', 'reminders.html');
  const reminded = () => site.invite({ appEmail: 'ada@example.com', remindAt: TEST_NOW + 1000 });
  const rowOf = async ({ applicationId }: Invited) =>
    (await site.db('applications').where({ id: applicationId }).first())!;
  const entriesOf = ({ applicationId }: Invited) =>
    site.db('audit_log').where({ object: `application ${applicationId}` });

  /** Queues a reminder, as the chore does. */
  async function queueReminder({ applicationId }: Invited): Promise<void> {
    const { accountId } = site.partner;
    const invitation = { applicationId, accountId, expiresAt: TEST_NOW + 1e9, now: TEST_NOW };
    await writeTransaction(site.db, async (trx) => {
      await enqueueInvitations(trx, ['mail'], invitation);
      await trx('notification_queue').delete();
      await trx('notifications').where({ application_id: applicationId }).update({ state: 2, ended_ms: TEST_NOW });
      await enqueueReminders(trx, applicationId, TEST_NOW);
    });
  }

  it('stops nothing when it is opened, and stops with its button, without a word of it to partners', async () => {
    const invited = await reminded();
    const page = await site.get(pageOf(invited));
    assert.equal(page.status, 200);
    assert.match(page.text, /<button class="primary">Send me no more reminders<\/button>/);
    assert.deepEqual([(await rowOf(invited)).reminders_stopped_ms, await entriesOf(invited)], [null, []]);
    const { updated_ms: updated } = await rowOf(invited);
    const action = /action="([^"]+)"/.exec(page.text)![1]!.replaceAll('&amp;', '&');
    const stopped = await site.post(`/app_link/${action}`, {});
    assert.deepEqual([stopped.status, stopped.location], [200, undefined]);
    assert.match(stopped.text, /<h1>No more reminders<\/h1>/);
    const row = await rowOf(invited);
    assert.deepEqual([row.reminders_stopped_ms, row.remind_ms, row.updated_ms], [TEST_NOW, null, updated]);
    const [entry] = await entriesOf(invited);
    assert.deepEqual([entry!.user_name, entry!.operation, entry!.outcome], ['candidate', 'stopReminders', 'ok']);
    assert.match((await site.get(pageOf(invited))).text, /<h1>No more reminders<\/h1>/);
    assert.equal((await site.get(invited.link)).status, 200);
  });

  it('stops by the one POST of a mail program of another site, and once', async () => {
    const invited = await reminded();
    const post = () =>
      site.send(pageOf(invited), {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' },
        body: 'List-Unsubscribe=One-Click',
      });
    assert.deepEqual([(await post()).status, (await post()).status], [200, 200]);
    assert.equal((await rowOf(invited)).reminders_stopped_ms, TEST_NOW);
    assert.equal((await entriesOf(invited)).length, 1);
  });

  it('takes a queued reminder back, and leaves the invitation sent', async () => {
    const invited = await reminded();
    await queueReminder(invited);
    await site.post(pageOf(invited), {});
    const { state, endedAt, sentAt } = (await findNotification(site.db, invited.applicationId, 'mail'))!;
    assert.deepEqual([state, endedAt, sentAt], ['delivered', TEST_NOW, undefined]);
    assert.deepEqual(await site.db('notification_queue').select(), []);
  });

  it('is offered on the start page to who is going to be reminded', async () => {
    assert.match((await site.get((await reminded()).link)).text, /href="reminders\.html\?app_link=/);
    assert.doesNotMatch((await site.get((await site.invite()).link)).text, /reminders\.html/);
  });

  it('speaks the language of the questionnaire, and offers the others', async () => {
    const { text } = await site.get(`${pageOf(await reminded())}&language_id=ara`);
    assert.match(text, /<html lang="ar" dir="rtl">/);
    assert.match(text, /لا ترسلوا إليّ مزيدًا من التذكيرات/);
    assert.match(text, /href="reminders\.html\?[^"]*language_id=eng"/);
  });

  it('answers what is over as the questionnaire does, and a wrong link as any', async () => {
    const done = await site.invite({ state: APPLICATION_STATES.completed, completedAt: TEST_NOW });
    assert.match((await site.post(pageOf(done), {})).text, /<h1>Thank you<\/h1>/);
    const expired = await site.invite({ expiresAt: TEST_NOW });
    assert.equal((await site.get(pageOf(expired))).status, 410);
    assert.equal((await site.get('/app_link/reminders.html?app_link=AAAAAAAAAAAAAAAAAAAAAA')).status, 404);
    assert.equal((await rowOf(done)).reminders_stopped_ms, null);
    const put = await site.send(pageOf(done), { method: 'PUT' });
    assert.deepEqual([put.status, put.headers.get('allow')], [405, 'GET, HEAD, POST']);
  });
});
