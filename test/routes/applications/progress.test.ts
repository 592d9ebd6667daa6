import assert from 'node:assert/strict';
import { findApplication } from '../../../db/applications/applications.js';
import { noteReminder, noteRemindersStopped } from '../../../db/applications/reminders.js';
import { writeTransaction } from '../../../db/connection/transaction.js';
import { describeGateway } from '../../support/gateway.js';
import { SAMPLE_POSITION } from '../../support/sample-position.js';
import { type TestPartner } from '../../support/seed.js';
import { TEST_NOW } from '../../support/test-now.js';

const START = new Date(TEST_NOW).toISOString();
const total = SAMPLE_POSITION.questionnaire.questions.length;

describeGateway('the progress of an application', (world) => {
  let partner: TestPartner;
  let id: string;

  beforeEach(async () => {
    partner = await world.seed.partner();
    const positionId = await world.seed.position([partner.accountId], SAMPLE_POSITION);
    id = await world.seed.application({ ...partner, positionId }, { fields: [], candidateEmail: undefined });
    world.clock.now = TEST_NOW;
  });

  const shown = async () => {
    const named = { account_id: partner.accountId, application_id: id };
    const { body } = await world.call(partner.user, 'getApplication', named);
    return { progress: body.progress as unknown, erased: body.erased as unknown };
  };
  async function asCandidate(file: string, entries?: Record<string, string>, query = '', method = 'POST') {
    const { appToken, linkToken } = (await findApplication(world.db, id))!;
    const url = `http://127.0.0.1:${world.port}/app_link/${file}?app_link=${appToken}&acc_link=${linkToken}${query}`;
    const body = entries && new URLSearchParams(entries).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const init: RequestInit = { redirect: 'manual', headers, method: body === undefined ? method : 'POST' };
    const reply = await fetch(url, body === undefined ? init : { ...init, body });
    assert.ok(reply.status < 400, `${file}: ${reply.status}`);
  }
  const open = (method = 'GET') => asCandidate('app_link.html', undefined, '', method);

  it('counts from nothing to all, and tells when the candidate did something first and last', async () => {
    assert.deepEqual(await shown(), { progress: { answered: 0, total }, erased: undefined });
    await open('HEAD');
    assert.deepEqual((await shown()).progress, { answered: 0, total });
    await open();
    assert.deepEqual((await shown()).progress, { opened: START, answered: 0, total, last_activity: START });
    world.clock.now += 60_000;
    await open();
    assert.deepEqual((await shown()).progress, { opened: START, answered: 0, total, last_activity: START });
    await asCandidate('save', { 'q.1': '5', 'q.4': 'Because.' });
    const saved = new Date(TEST_NOW + 60_000).toISOString();
    assert.deepEqual((await shown()).progress, { opened: START, answered: 2, total, last_activity: saved });
    world.clock.now += 60_000;
    const all = { 'f.shift': 'night', 'q.1': '5', 'q.2': '1', 'q.3': '4' };
    await asCandidate('save', all);
    await asCandidate('app_link.html', { ...all, go: 'submit' }, '&page=3');
    const sent = new Date(TEST_NOW + 120_000).toISOString();
    assert.deepEqual((await shown()).progress, { opened: START, answered: total, total, last_activity: sent });
  });

  it('tells when the candidate was reminded last and stopped reminders, and when neither of it happened', async () => {
    await writeTransaction(world.db, async (trx) => {
      await noteReminder(trx, id, { remindedAt: TEST_NOW, remindAt: undefined });
      await noteRemindersStopped(trx, id, TEST_NOW);
    });
    const progress = { answered: 0, total, reminded: START, reminders_stopped: START };
    assert.deepEqual((await shown()).progress, progress);
  });

  it('is no change that a partner polls for, and is not told by the command face', async () => {
    const before = (await findApplication(world.db, id))!.updatedAt;
    await open();
    await asCandidate('save', { 'q.1': '5' });
    assert.equal((await findApplication(world.db, id))!.updatedAt, before);
    const { body } = await world.command(partner.user, {
      command: 'application_get',
      partner_api: true,
      application_id: id,
    });
    assert.deepEqual([body.error_code, body.progress, body.erased], [0, undefined, undefined]);
  });

  it('tells when the person was erased', async () => {
    await world.seed.grant(partner.user, partner.accountId, { 8: 'r', 16: 'rwad' });
    await asCandidate('save', { 'q.1': '5' });
    const named = { account_id: partner.accountId, application_id: id };
    assert.equal((await world.call(partner.user, 'eraseApplication', named)).status, 200);
    assert.deepEqual(await shown(), { progress: { answered: 0, total, last_activity: START }, erased: START });
  });
});
