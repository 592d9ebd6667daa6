import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Knex } from 'knex';
import { writeStatement, writeTransaction } from '../../../db/connection/transaction.js';
import { scheduleReminder } from '../../../db/applications/reminders.js';
import { enqueueReminders } from '../../../db/notifications/reminders.js';
import { recordAttempts } from '../../../db/notifications/notification-attempts.js';
import { remindCandidates } from '../../../src/leading/remind-candidates.js';
import { eraseByAge } from '../../../src/privacy/erase-by-age.js';
import { sweepErased } from '../../../src/privacy/sweep-erased.js';
import { outbox } from '../../../src/sending/messages/outbox.js';
import { declaredTables } from '../../support/declared-tables.js';
import { describeGateway } from '../../support/gateway.js';
import { SAMPLE_POSITION } from '../../support/sample-position.js';
import { type Holding, type TestPartner } from '../../support/seed.js';
import { TEST_NOW } from '../../support/test-now.js';

const DAY = 24 * 60 * 60 * 1000;
const MAY_ERASE: Holding = { 8: 'r', 16: 'rwad' };
/** Is in everything that is planted of the person, in whatever form. */
const MARK = 'zqx7';
const PHONE = '15550172345';
const ADDRESS = '203.0.113.77';
const PERSON = `Ada.${MARK}@example.com`;

describeGateway('erasing a person', (world) => {
  let partner: TestPartner;
  let folder: string;
  let tokens = 0;
  let orders = 0;
  let start = TEST_NOW;
  const newToken = () => `erased-token-${String(++tokens).padStart(9, '0')}`;

  beforeEach(async () => {
    // A person gets only a few invitations a day.
    start += 3 * DAY;
    world.clock.now = start;
    partner = await world.seed.partner({ config: 'ver|1|url|https://partner.example.com/done|ext_notify|yes' });
    partner = { ...partner, positionId: await world.seed.position([partner.accountId], SAMPLE_POSITION) };
    await world.seed.grant(partner.user, partner.accountId, MAY_ERASE);
    folder = await mkdtemp(join(tmpdir(), 'pop-outbox-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const named = (more: object = {}) => ({ account_id: partner.accountId, ...more }) as never;
  const consentsOf = (ids: string[]) => world.db('application_consents').whereIn('application_id', ids);
  const erase = (application_id: string) => world.call(partner.user, 'eraseApplication', named({ application_id }));
  const erasePerson = (email: string) => world.call(partner.user, 'erasePerson', named(), { body: { email } });
  const setPrivacy = (body: object) => world.call(partner.user, 'setPrivacy', named(), { body });
  const rowOf = async (id: string) => (await world.db('applications').where({ id }).first())!;

  async function order(more: object = {}, key?: string): Promise<string> {
    const body = { position_id: partner.positionId, ...more };
    const headers = key === undefined ? {} : { 'Idempotency-Key': key };
    const reply = await world.call(partner.user, 'createApplication', named(), { body, headers });
    assert.equal(reply.status, 201, reply.text);
    return reply.body.application_id as string;
  }

  /** The address of a page of the candidate, with what a browser sends. */
  async function asCandidate(applicationId: string, file: string, entries: Record<string, string>, query = '') {
    const { app_token: token } = await rowOf(applicationId);
    const { link_token: acc } = (await world.db('accounts').where({ id: partner.accountId }).first())!;
    const url = `http://127.0.0.1:${world.port}/app_link/${file}?app_link=${token}&acc_link=${acc}${query}`;
    const reply = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-request-id': `r-${MARK}` },
      body: new URLSearchParams(entries).toString(),
    });
    assert.ok(reply.status < 400, `${file}: ${reply.status} ${await reply.text()}`);
  }

  /** Plants the person in everything that a candidate and a partner can write to. */
  async function plant(completed: boolean): Promise<string> {
    const id = await order(
      {
        app_email: PERSON,
        app_phone: PHONE,
        app_url: `https://partner.example.com/${MARK}/[___APP_ID___]`,
        reference: `ref-${MARK}-${++orders}`,
        reference_unique: true,
        fields: [
          { n: 'app_full_name', v: `Ada ${MARK}` },
          { n: 'email', v: PERSON },
        ],
      },
      `key-${MARK}-${orders}`,
    );
    const entries = { 'f.shift': 'night', 'q.1': '5', 'q.2': '1', 'q.3': '4', 'q.4': `Because ${MARK}.` };
    await asCandidate(id, 'app_link.html', { 'f.shift': 'night', consent: '1', go: 'next' }, '&page=0');
    await asCandidate(id, 'save', entries);
    if (completed) await asCandidate(id, 'app_link.html', { ...entries, go: 'submit' }, '&page=3');
    await writeStatement(world.db, (to) =>
      to('audit_log')
        .where({ object: `application ${id}`, user_name: 'candidate' })
        .update({ address: ADDRESS }),
    );
    await plantReplies(world.db, id);
    return id;
  }

  /** Records an attempt of each notification, as if it had been under way: mail servers and receivers say names. */
  async function plantReplies(db: Knex, applicationId: string): Promise<void> {
    const rows = await db('notifications').where({ application_id: applicationId });
    const attempts = rows.map(({ id }) => ({
      ...{ notificationId: id, number: 1, startedAt: start, dnsMs: 1, connectMs: 1, firstByteMs: 1, totalMs: 2 },
      ...{ outcome: 'rejected' as const, status: 550, fault: `no such user ${PERSON}`, address: '192.0.2.1:25' },
      reply: `550 ${PERSON} ${MARK}`,
    }));
    await writeTransaction(db, (trx) => recordAttempts(trx, attempts));
    await writeStatement(db, (to) =>
      to('notifications')
        .where({ application_id: applicationId })
        .update({ last_fault: `no ${MARK}` }),
    );
  }

  async function writeInvitations(applicationId: string): Promise<void> {
    const box = outbox({ folder });
    const to = { address: PERSON, name: `Ada ${MARK}` };
    for (const { id } of await world.db('notifications').where({ application_id: applicationId })) {
      for (const name of ['invitation', 'reminder']) {
        await box.sms({ id: `${name}-${id}-1`, to: PHONE, text: `Ada ${MARK} ${to.address}` });
      }
    }
  }

  /** Where something of the person still is, in any table or in the outbox. */
  async function traces(): Promise<string[]> {
    const found: string[] = [];
    const needles = [MARK, PHONE, ADDRESS, Buffer.from(PERSON).toString('base64').slice(0, 12)];
    const look = (where: string, text: string) => {
      for (const needle of needles)
        if (text.toLowerCase().includes(needle.toLowerCase())) found.push(`${where}: ${needle}`);
    };
    for (const table of Object.keys(declaredTables())) {
      for (const row of await world.db(table).select()) look(table, JSON.stringify(row));
    }
    for (const name of await readdir(folder)) look(name, `${name} ${await readFile(join(folder, name), 'utf8')}`);
    return [...new Set(found.map((one) => one.replace(/: .*/, '')))].sort();
  }

  it('leaves nothing of the person in any table or in the outbox', async () => {
    await setPrivacy({ notices: { eng: { text: 'We keep your answers.' } }, consent: true });
    const ids = [await plant(true), await plant(false)];
    for (const id of ids) await writeInvitations(id);
    const planted = await traces();
    for (const table of [
      'applications',
      'application_results',
      'questionnaire_progress',
      'unique_references',
      'notifications',
      'notification_attempts',
      'idempotency_keys',
      'audit_log',
    ]) {
      assert.ok(planted.includes(table), `${table} was planted: ${planted.join()}`);
    }
    for (const name of ['invitation', 'reminder']) {
      assert.equal(planted.filter((one) => one.startsWith(`${name}-`)).length, 5);
    }
    assert.equal((await consentsOf(ids)).length, 2);
    const { status, body } = await erasePerson(`  ${PERSON.toUpperCase()}`.trim());
    assert.deepEqual([status, body], [200, { account_id: partner.accountId, erased: 2 }]);
    await sweepErased(world.db, folder)(world.clock.now);
    assert.deepEqual(await traces(), []);
    assert.deepEqual(await consentsOf(ids), []);
    assert.deepEqual(await world.db('notification_queue').where({ account_id: partner.accountId }), []);
    assert.deepEqual((await erasePerson(PERSON)).body.erased, 0);
  });

  it('removes what was under way and is written after it', async () => {
    const id = await plant(true);
    const sweep = sweepErased(world.db, folder);
    await sweep(world.clock.now);
    assert.equal((await erase(id)).body.erased, 1);
    await plantReplies(world.db, id);
    await writeInvitations(id);
    assert.notDeepEqual(await traces(), []);
    await sweep(world.clock.now + 60_000);
    assert.deepEqual(await traces(), []);
  });

  it('keeps ids and dates, and scores if the account says so, but opens no link any more', async () => {
    for (const keep_scores of [true, false]) {
      const id = await plant(true);
      const before = await rowOf(id);
      await setPrivacy({ keep_scores });
      world.clock.now += DAY;
      assert.equal((await erase(id)).status, 200);
      const after = await rowOf(id);
      assert.deepEqual(
        [after.state, after.created_ms, after.completed_ms, after.date_sub, after.position_id, after.erased_ms],
        [2, before.created_ms, before.completed_ms, before.date_sub, before.position_id, world.clock.now],
      );
      const score = await world.call(partner.user, 'getScore', named({ application_id: id }), {
        query: 'show_traits=true&show_answers=true',
      });
      assert.equal(score.status, 200);
      assert.equal((score.body.traits as unknown[]).length > 0, keep_scores);
      assert.deepEqual(score.body.answers ?? [], []);
      const shown = await world.call(partner.user, 'getApplication', named({ application_id: id }));
      assert.deepEqual([shown.body.fields, shown.body.app_email, shown.body.status], [[], undefined, 'completed']);
      const page = await fetch(`http://127.0.0.1:${world.port}/app_link/rep_link.html?app_link=${before.rep_token}`);
      assert.equal(page.status, 404);
    }
  });

  it('cancels what is open, and sends nothing of it again', async () => {
    const id = await plant(false);
    await erase(id);
    const shown = await world.call(partner.user, 'getApplication', named({ application_id: id }));
    assert.equal(shown.body.status, 'cancelled');
    for (const again of ['resendInvitation', 'extendApplication'] as const) {
      const body = again === 'extendApplication' ? { body: { expires: '2035-01-01' } } : {};
      assert.equal((await world.call(partner.user, again, named({ application_id: id }), body)).status, 410);
    }
  });

  it('takes a queued reminder back, and reminds of nothing afterwards', async () => {
    const id = await plant(false);
    await writeTransaction(world.db, async (trx) => {
      await trx('notification_queue').where({ account_id: partner.accountId }).delete();
      await trx('notifications').where({ application_id: id }).update({ state: 2, ended_ms: start });
      await enqueueReminders(trx, id, start);
      await scheduleReminder(trx, id, start);
    });
    await erase(id);
    assert.deepEqual(await world.db('notification_queue').where({ account_id: partner.accountId }), []);
    assert.equal((await rowOf(id)).remind_ms, null);
    assert.equal(await remindCandidates(world.db, start), 0);
  });

  it('leaves other people and other accounts alone', async () => {
    const other = await order({ app_email: 'grace@example.com' });
    const foreign = await world.seed.application(await world.seed.partner(), { appEmail: PERSON });
    const id = await order({ fields: [{ n: 'notes', v: PERSON }] });
    assert.equal((await erasePerson(PERSON)).body.erased, 1);
    assert.notEqual((await rowOf(id)).erased_ms, null);
    assert.deepEqual([(await rowOf(other)).erased_ms, (await rowOf(foreign)).erased_ms], [null, null]);
    await writeStatement(world.db, (to) => to('applications').where({ id: foreign }).delete());
  });

  it('needs the right to delete', async () => {
    const id = await order();
    await world.seed.grant(partner.user, partner.accountId);
    assert.equal((await erase(id)).status, 403);
  });

  it('is in the audit log once for each application, and names nobody', async () => {
    const id = await plant(false);
    await erase(id);
    await erase(id);
    const rows = await world.db('audit_log').where({ object: `application ${id}`, operation: 'eraseApplication' });
    assert.deepEqual(rows.map(({ user_name: name, outcome }) => [name, outcome]), [[partner.user.name, 'ok']]); // prettier-ignore
  });

  it('takes the tests of an account alone when asked for tests', async () => {
    const [test, real] = [await order({ is_test: true }), await order()];
    const { body } = await world.call(partner.user, 'eraseTests', named());
    assert.deepEqual(body, { account_id: partner.accountId, erased: 1, has_more: false });
    assert.deepEqual([(await rowOf(test)).erased_ms, (await rowOf(real)).erased_ms], [start, null]);
  });

  it('happens by age, days after completion, cancellation or expiry, where the account says so', async () => {
    const ids = { completed: await plant(true), open: await order(), cancelled: await order(), expired: await order() };
    await world.call(partner.user, 'cancelApplication', named({ application_id: ids.cancelled }));
    await writeStatement(world.db, (to) => to('applications').where({ id: ids.expired }).update({ expires_ms: start }));
    const erased = async () => {
      const rows = await Promise.all(
        Object.entries(ids).map(async ([name, id]) => [name, (await rowOf(id)).erased_ms]),
      );
      return rows.flatMap(([name, at]) => (at === null ? [] : [name]));
    };
    const age = eraseByAge(world.db, newToken);
    const run = async (now: number) => {
      while ((await age(now)) > 0);
    };
    await run(start + 400 * DAY);
    assert.deepEqual(await erased(), []);
    world.clock.now += 1;
    await setPrivacy({ retention_days: 30 });
    await run(start + 30 * DAY - 1);
    assert.deepEqual(await erased(), []);
    await run(start + 30 * DAY + 60 * 60 * 1000);
    assert.deepEqual(await erased(), ['completed', 'cancelled', 'expired']);
    const entries = await world
      .db('audit_log')
      .where({ user_name: 'chore:retention', object: `application ${ids.expired}` });
    assert.equal(entries.length, 1);
    await setPrivacy({ retention_days: 0 });
  });
});
