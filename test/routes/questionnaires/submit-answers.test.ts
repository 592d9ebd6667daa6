import assert from 'node:assert/strict';
import { fieldsText } from '../../../engine/application/application-fields.js';
import { findResult } from '../../../db/applications/application-results.js';
import { findApplication } from '../../../db/applications/applications.js';
import { saveProgress } from '../../../db/applications/questionnaire-progress.js';
import { writeStatement, writeTransaction } from '../../../db/connection/transaction.js';
import { startGateway } from '../../support/app.js';
import { describeGateway } from '../../support/gateway.js';
import { SAMPLE_ANSWERS, SAMPLE_FIELDS, SAMPLE_POSITION } from '../../support/sample-position.js';
import { type ApplicationOptions, type TestPartner } from '../../support/seed.js';
import { seedCandidate } from '../../support/seed-candidate.js';
import { TEST_NOW } from '../../support/test-now.js';

const WHOLE = { answers: SAMPLE_ANSWERS, fields: SAMPLE_FIELDS };

describeGateway('submitAnswers', (world) => {
  let partner: TestPartner;

  beforeEach(async () => {
    partner = await world.seed.partner({ config: 'url|https://partner.example.com/|ext_notify|yes' });
    partner.positionId = await world.seed.position([partner.accountId], SAMPLE_POSITION);
  });

  const candidate = (more: ApplicationOptions = {}) => seedCandidate(world, partner, more);
  const byCommand = async (app_link: string, more: object, user = partner.user) =>
    (await world.command(user, { command: 'score_calc_set', app_link, ...more })).body;
  const byResource = (app_link: string, body: object, user = partner.user) =>
    world.call(user, 'submitAnswers', { app_link }, { body });
  const notifications = async (application_id: string) =>
    (await world.db('notifications').where({ application_id })) as { payload: string }[];
  const fieldsOf = async (id: string) =>
    JSON.parse(fieldsText((await findApplication(world.db, id))!.fields)) as Record<string, string>[];

  it('answers a command with the bare envelope', async () => {
    const { appLink } = await candidate();
    assert.deepEqual(Object.entries(await byCommand(appLink, WHOLE)), [
      ['error_code', 0],
      ['error_text', ''],
      ['command_from', 'score_calc_set'],
    ]);
  });

  it('answers on the resource face what is completed', async () => {
    const { appLink, applicationId } = await candidate();
    const { status, body } = await byResource(appLink, WHOLE);
    assert.deepEqual([status, body], [200, { application_id: applicationId, status: 'completed' }]);
  });

  it('completes, stores answers, fields and scores with the version that gave them, and notifies', async () => {
    const { appLink, applicationId } = await candidate();
    await writeTransaction(world.db, (trx) =>
      saveProgress(trx, applicationId, { answers: [{ q: '1', a: 3 }], now: TEST_NOW }),
    );
    await byCommand(appLink, { ...WHOLE, language_id: 'ara' });
    const { body } = await world.command(partner.user, {
      command: 'application_get',
      partner_api: true,
      application_id: applicationId,
    });
    assert.deepEqual([body.status, body.completed], ['completed', '2026-03-10']);
    const result = await findResult(world.db, applicationId);
    assert.deepEqual(
      [result?.answers, result?.languageId, result?.positionVersion, result?.submittedAt],
      [SAMPLE_ANSWERS, 'ara', 1, TEST_NOW],
    );
    assert.deepEqual(result?.scores.reducers.stoplight, { score: 2, final: 3 });
    assert.deepEqual(await fieldsOf(applicationId), [
      { app_full_name: 'Ada Lovelace' },
      { email: 'ada@example.com' },
      { shift: 'night' },
    ]);
    const [notification, ...more] = await notifications(applicationId);
    assert.equal((JSON.parse(notification!.payload) as { application_id: string }).application_id, applicationId);
    assert.deepEqual(more, []);
    assert.deepEqual(await world.db('questionnaire_progress').where({ application_id: applicationId }), []);
  });

  it('takes answers in any order, numbers as their text and the other way round, and a question left out', async () => {
    const { appLink, applicationId } = await candidate();
    const answers = [
      { q: '4', a: 'Ja.' },
      { q: 2, a: '1' },
      { q: '3', a: null },
      { q: '1', a: 5 },
    ];
    assert.equal((await byCommand(appLink, { fields: [{ n: 'shift', v: 7 }], answers })).error_code, 0);
    const result = await findResult(world.db, applicationId);
    assert.deepEqual(result?.answers, [
      { q: '1', a: 5 },
      { q: '2', a: 1 },
      { q: '4', a: 'Ja.' },
    ]);
    assert.deepEqual((await fieldsOf(applicationId)).at(-1), { shift: '7' });
  });

  it('takes a null for nothing sent', async () => {
    partner.positionId = await world.seed.position([partner.accountId]);
    for (const send of [{}, { fields: null, answers: null, language_id: null }]) {
      assert.equal((await byCommand((await candidate()).appLink, send)).error_code, 0);
      assert.equal((await byResource((await candidate()).appLink, send)).status, 200);
    }
  });

  it('puts a new value in the place of the old one', async () => {
    const { appLink, applicationId } = await candidate();
    await byCommand(appLink, { ...WHOLE, fields: [{ n: 'app_full_name', v: 'Ada King' }, ...SAMPLE_FIELDS] });
    assert.deepEqual(await fieldsOf(applicationId), [
      { app_full_name: 'Ada King' },
      { email: 'ada@example.com' },
      { shift: 'night' },
    ]);
  });

  const emails: { name: string; more: ApplicationOptions; expected: string }[] = [
    { name: 'that is the first', more: { fields: [], candidateEmail: undefined }, expected: 'new@example.com' },
    { name: 'after another one', more: {}, expected: 'ada@example.com' },
    {
      name: 'after one for the invitation',
      more: { fields: [], appEmail: 'old@example.com', candidateEmail: 'old@example.com' },
      expected: 'old@example.com',
    },
  ];
  for (const { name, more, expected } of emails) {
    it(`finds a duplicate by the right address after an address ${name}`, async () => {
      const { appLink, applicationId } = await candidate(more);
      const fields = [...SAMPLE_FIELDS, { n: 'email', v: ' New@Example.com ' }];
      assert.equal((await byCommand(appLink, { ...WHOLE, fields })).error_code, 0);
      const again = await world.command(partner.user, {
        command: 'application_create',
        partner_api: true,
        position_id: partner.positionId,
        fail_on_dup: true,
        email: expected,
      });
      assert.deepEqual([again.body.error_code, again.body.application_id], [13, applicationId]);
    });
  }

  it('ignores unknown keys on the command face and refuses them on the resource face', async () => {
    const { appLink } = await candidate();
    const send = { ...WHOLE, answers: [{ ...SAMPLE_ANSWERS[0], c: 'x' }, ...SAMPLE_ANSWERS.slice(1)] };
    assert.equal((await byResource(appLink, send)).status, 400);
    assert.equal((await byResource(appLink, { ...WHOLE, app_link: appLink })).status, 400);
    assert.equal((await byCommand(appLink, { ...send, extra: 1 })).error_code, 0);
  });

  it('takes one of two submissions, one after the other or at the same instant', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { appLink, applicationId } = await candidate();
      const replies = await Promise.all([
        byCommand(appLink, WHOLE),
        byResource(appLink, { ...WHOLE, answers: SAMPLE_ANSWERS.filter(({ q }) => q !== '3') }).then(
          ({ body }) => body,
        ),
      ]);
      const codes = replies.map(({ error_code }) => (error_code as number | undefined) ?? 0);
      assert.deepEqual(
        [...codes].sort((a, b) => a - b),
        [0, 14],
      );
      assert.equal((await byCommand(appLink, WHOLE)).error_code, 14);
      assert.equal((await notifications(applicationId)).length, 1);
      const winner = codes[0] === 0 ? 4 : 3;
      assert.equal((await findResult(world.db, applicationId))?.answers.length, winner);
    }
  });

  it('takes the first of two processes at the same instant', async () => {
    const { appLink, applicationId } = await candidate();
    const other = await startGateway(world.database.another());
    try {
      const send = { command: 'score_calc_set', app_link: appLink, ...WHOLE };
      const replies = await Promise.all([world, other, world, other].map((one) => one.command(partner.user, send)));
      const codes = replies.map(({ body }) => (body as { error_code: number }).error_code);
      assert.deepEqual(
        [...codes].sort((a, b) => a - b),
        [0, 14, 14, 14],
      );
      assert.equal((await notifications(applicationId)).length, 1);
    } finally {
      await other.close();
    }
  });

  it('knows no token but those it gave out', async () => {
    await candidate();
    for (const appLink of ['x', 'A'.repeat(22), 'A'.repeat(500)]) {
      assert.equal((await byCommand(appLink, WHOLE)).error_code, 12);
      const { status, body } = await byResource(appLink, WHOLE);
      assert.deepEqual([status, body.error_code], [404, 12]);
    }
  });

  it('needs write, and partner_api of nobody', async () => {
    const { appLink } = await candidate();
    for (const kind of ['partner', 'internal'] as const) {
      const [reader, writer] = [await world.seed.user({ kind }), await world.seed.user({ kind })];
      await world.seed.grant(reader, partner.accountId, { 8: 'rwad', 16: 'rad' });
      await world.seed.grant(writer, partner.accountId, { 8: 'r', 16: kind === 'partner' ? 'rw' : 'w' });
      assert.equal((await byCommand(appLink, WHOLE, reader)).error_code, 1, kind);
      assert.equal((await byResource(appLink, WHOLE, reader)).status, 403);
      assert.equal((await byCommand(appLink, {}, writer)).error_code, 1716, kind);
    }
    assert.equal((await byCommand(appLink, { partner_api: false })).error_code, 1);
    assert.equal((await byCommand(appLink, { ...WHOLE, partner_api: true })).error_code, 0);
  });

  it('is in the audit log, also refused, by the application and never by its link', async () => {
    const { appLink, applicationId } = await candidate();
    await writeStatement(world.db, (to) => to('audit_log').delete());
    await byCommand(appLink, {});
    await byCommand('A'.repeat(22), WHOLE);
    await byCommand(appLink, WHOLE);
    const entries = await world.db('audit_log').orderBy('id').select('operation', 'object', 'outcome');
    const object = `application ${applicationId}`;
    assert.deepEqual(
      entries.map((entry) => ({ ...entry })),
      [
        { operation: 'submitAnswers', object, outcome: 'missing-fields' },
        { operation: 'submitAnswers', object: 'unknown application', outcome: 'unknown-object' },
        { operation: 'submitAnswers', object, outcome: 'ok' },
      ],
    );
  });
});
