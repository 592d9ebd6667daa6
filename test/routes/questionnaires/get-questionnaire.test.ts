import assert from 'node:assert/strict';
import { savePosition } from '../../../db/positions/positions.js';
import { writeTransaction } from '../../../db/connection/transaction.js';
import { APPLICATION_STATES } from '../../../engine/application/application-status.js';
import { PUBLIC_URL } from '../../support/app.js';
import { describeGateway } from '../../support/gateway.js';
import { SAMPLE_POSITION } from '../../support/sample-position.js';
import { seedCandidate } from '../../support/seed-candidate.js';
import { type ApplicationOptions, FULL, type TestPartner } from '../../support/seed.js';
import { TEST_NOW } from '../../support/test-now.js';

describeGateway('getQuestionnaire', (world) => {
  let partner: TestPartner;

  beforeEach(async () => {
    partner = await world.seed.partner();
    partner.positionId = await world.seed.position([partner.accountId], SAMPLE_POSITION);
  });

  const candidate = async (more: ApplicationOptions = {}) => (await seedCandidate(world, partner, more)).appLink;

  const byCommand = async (app_link: unknown, more: object = {}, user = partner.user) =>
    (await world.command(user, { command: 'application_get_q', app_link, ...more })).body;
  const byResource = (app_link: string, query = '', user = partner.user) =>
    world.call(user, 'getQuestionnaire', { app_link }, { query });

  const completed = { state: APPLICATION_STATES.completed, completedAt: TEST_NOW };

  it('tells all that is asked, in the order of the contract', async () => {
    const appLink = await candidate();
    const body = await byCommand(appLink);
    const account = (await world.db('accounts').where({ id: partner.accountId }).first())!;
    const choices = [1, 2, 3, 4, 5].map((a) => ({ a, v: `choice ${a}` }));
    const question = (q: string) => ({ q, c: `${q} caption ${q}`, t: `Question ${q}?`, type: 'choice', choices });
    assert.deepEqual(Object.entries(body), [
      ['error_code', 0],
      ['error_text', ''],
      ['command_from', 'application_get_q'],
      ['already_submitted', false],
      ['report_name_has', true],
      ['report_name', 'Sample Report'],
      ['language_id', 'eng'],
      ['submit_link', `${PUBLIC_URL}/app_link/app_link.html?app_link=${appLink}&acc_link=${account.link_token}`],
      ['fields', 'app_full_name|Ada Lovelace|email|ada@example.com'],
      [
        'custom_fld_list',
        [
          { aname: 'requisition', caption_tr: 'Requisition', mandatory: 0, partner: 1, applicant: 0 },
          { aname: 'shift', caption_tr: 'Shift', mandatory: 1, partner: 0, applicant: 1 },
        ],
      ],
      ['questions', [...['1', '2', '3'].map(question), { ...question('4'), type: 'text', choices: [] }]],
    ]);
    assert.deepEqual(Object.keys(body.questions[0]), ['q', 'c', 't', 'type', 'choices']);
  });

  it('says the same on both faces', async () => {
    const appLink = await candidate();
    const { status, headers, body } = await byResource(appLink, 'language_id=ara');
    const { error_code, error_text, command_from, ...command } = await byCommand(appLink, { language_id: 'ara' });
    assert.deepEqual([error_code, error_text, command_from, status], [0, '', 'application_get_q', 200]);
    assert.deepEqual(Object.entries(command), Object.entries(body));
    assert.match(String(headers.etag), /^"/);
  });

  const languages: { name: string; of: string; wish?: string; expected: string }[] = [
    { name: 'the one wished for', of: 'eng', wish: 'ara', expected: 'ara' },
    { name: "the application's without a wish", of: 'ara', expected: 'ara' },
    { name: "the application's for a wish that the position lacks", of: 'ara', wish: 'fra', expected: 'ara' },
    { name: "the position's first when it has neither", of: 'spa', wish: 'fra', expected: 'eng' },
  ];
  for (const { name, of, wish, expected } of languages) {
    it(`is in ${name}`, async () => {
      const body = await byCommand(await candidate({ languageId: of }), { ...(wish && { language_id: wish }) });
      assert.equal(body.language_id, expected);
      assert.equal(body.custom_fld_list[0].caption_tr, expected === 'eng' ? 'Requisition' : '(ara) Requisition');
      assert.equal(body.questions[0].t.startsWith('Question'), expected === 'eng');
    });
  }

  it('takes each text that a language lacks from the first language that has it, and the name for a caption', async () => {
    const [first] = SAMPLE_POSITION.questionnaire.questions;
    const nameless = { ...first!, q: 'n', caption: {}, text: { eng: 'Only English?' } };
    partner.positionId = await world.seed.position([partner.accountId], {
      ...SAMPLE_POSITION,
      customFields: [{ aname: 'unit', caption: { eng: 'Unit' } }, { aname: 'bare' }],
      questionnaire: { ...SAMPLE_POSITION.questionnaire, questions: [nameless] },
    });
    const body = await byCommand(await candidate(), { language_id: 'ara' });
    assert.deepEqual(
      body.custom_fld_list.map((field: { caption_tr: string }) => field.caption_tr),
      ['Unit', 'bare'],
    );
    const [{ c, t }] = body.questions;
    assert.deepEqual([c, t, body.language_id], ['n', 'Only English?', 'ara']);
  });

  it('tells the questions of the newest version of the position', async () => {
    const appLink = await candidate();
    const [first] = SAMPLE_POSITION.questionnaire.questions;
    const questionnaire = { ...SAMPLE_POSITION.questionnaire, questions: [first!] };
    const { positionId } = partner;
    await writeTransaction(world.db, (trx) =>
      savePosition(trx, { ...SAMPLE_POSITION, questionnaire, positionId, now: TEST_NOW }),
    );
    assert.equal((await byCommand(appLink)).questions.length, 1);
  });

  it('tells of a submitted one only that it is, unless more is asked for', async () => {
    const appLink = await candidate(completed);
    const { error_code: _, error_text: __, command_from: ___, ...told } = await byCommand(appLink);
    assert.deepEqual(told, { already_submitted: true });
    assert.deepEqual((await byResource(appLink)).body, { already_submitted: true });
    for (const body of [
      await byCommand(appLink, { ignore_submitted_over: true }),
      (await byResource(appLink, 'ignore_submitted_over=true')).body,
    ]) {
      assert.deepEqual([body.already_submitted, body.questions.length], [true, 4]);
    }
    assert.deepEqual((await byResource(appLink, 'ignore_submitted_over=false')).body, { already_submitted: true });
  });

  it('tells of one that was submitted in time, although its time is over now', async () => {
    const appLink = await candidate({ ...completed, expiresAt: TEST_NOW });
    assert.equal((await byCommand(appLink)).already_submitted, true);
  });

  const refusals: { name: string; more: ApplicationOptions; text: RegExp }[] = [
    { name: 'a cancelled one', more: { state: APPLICATION_STATES.cancelled }, text: /cancelled/ },
    { name: 'an expired one', more: { state: APPLICATION_STATES.expired }, text: /expired/ },
    { name: 'one whose time is over', more: { expiresAt: TEST_NOW }, text: /expired/ },
  ];
  for (const { name, more, text } of refusals) {
    it(`refuses ${name}, also when submitted ones are wanted`, async () => {
      const appLink = await candidate(more);
      const body = await byCommand(appLink, { ignore_submitted_over: true });
      assert.equal(body.error_code, 15);
      assert.match(body.error_text, text);
      const reply = await byResource(appLink);
      assert.deepEqual([reply.status, reply.body.error_code], [410, 15]);
    });
  }

  const nobodys = [
    '',
    'x',
    'A'.repeat(22),
    'A'.repeat(23),
    `${'A'.repeat(21)} `,
    `${'A'.repeat(21)}\u0000`,
    "' or '1'='1",
  ];
  it('knows no token but those it gave out', async () => {
    const known = await candidate();
    for (const appLink of [...nobodys, known.toUpperCase(), `${known} `, `${known}=`]) {
      assert.equal((await byCommand(appLink)).error_code, 12, JSON.stringify(appLink));
      if (appLink === '') continue;
      const { status, body } = await byResource(appLink);
      assert.deepEqual([status, body.error_code], [404, 12], JSON.stringify(appLink));
    }
  });

  const invalid: { name: string; send: object; code: number; text: RegExp }[] = [
    { name: 'no app_link', send: {}, code: 10, text: /app_link/ },
    { name: 'an app_link that is null', send: { app_link: null }, code: 10, text: /app_link/ },
    { name: 'an app_link that is a number', send: { app_link: 7 }, code: 11, text: /app_link/ },
    { name: 'a language of two letters', send: { app_link: 'x', language_id: 'en' }, code: 11, text: /language_id/ },
    {
      name: 'a flag that is a text',
      send: { app_link: 'x', ignore_submitted_over: 'true' },
      code: 11,
      text: /ignore_submitted_over must be true or false/,
    },
    {
      name: 'a partner that says it is none',
      send: { app_link: 'x', partner_api: false },
      code: 1,
      text: /partner_api/,
    },
    {
      name: 'a partner_api that is a text',
      send: { app_link: 'x', partner_api: 'true' },
      code: 11,
      text: /partner_api/,
    },
  ];
  for (const { name, send, code, text } of invalid) {
    it(`refuses ${name}`, async () => {
      const { body } = await world.command(partner.user, { command: 'application_get_q', ...send });
      assert.equal(body.error_code, code);
      assert.match(body.error_text, text);
    });
  }

  it('takes a request without partner_api for a partner request of a partner, and for an internal one of staff', async () => {
    const appLink = await candidate();
    for (const kind of ['partner', 'internal'] as const) {
      const reader = await world.seed.user({ kind });
      await world.seed.grant(reader, partner.accountId, { 8: 'r' });
      for (const partner_api of [undefined, null]) {
        const code = (await byCommand(appLink, { partner_api }, reader)).error_code;
        assert.equal(code, kind === 'partner' ? 1 : 0, kind);
      }
      assert.equal((await byCommand(appLink, { partner_api: true }, reader)).error_code, 1);
    }
    assert.equal((await byCommand(appLink, {}, await world.seed.user())).error_code, 5);
    for (const partner_api of [true, null, undefined]) {
      assert.equal((await byCommand(appLink, { partner_api })).error_code, 0);
    }
  });

  it('gives fields as one text whatever the config of the account and whoever asks', async () => {
    const staff = await world.seed.user({ kind: 'internal' });
    const accountId = await world.seed.account({ config: 'cmp|0' });
    for (const user of [staff, partner.user]) await world.seed.grant(user, accountId, FULL);
    partner = { ...partner, accountId };
    const appLink = await candidate({ fields: [] });
    for (const user of [staff, partner.user]) assert.equal((await byCommand(appLink, {}, user)).fields, '');
  });
});
