import assert from 'node:assert/strict';
import { type Knex } from 'knex';
import { storeConfig } from '../../../db/accounts/accounts.js';
import { savePosition } from '../../../db/positions/positions.js';
import { writeTransaction } from '../../../db/connection/transaction.js';
import { APPLICATION_STATES } from '../../../engine/application/application-status.js';
import { type PositionContent } from '../../../engine/position/position.js';
import { type ScoreSheet } from '../../../engine/scoring/score.js';
import { PUBLIC_URL } from '../../support/app.js';
import { describeGateway } from '../../support/gateway.js';
import { SAMPLE_ANSWERS, SAMPLE_FIELDS, SAMPLE_POSITION } from '../../support/sample-position.js';
import { type ApplicationOptions, type TestPartner } from '../../support/seed.js';
import { seedCandidate } from '../../support/seed-candidate.js';
import { TEST_NOW } from '../../support/test-now.js';

const ALL = { show_traits: true, show_super_traits: true, show_reducers: true, show_answers: true };
const ALL_IN_QUERY = Object.keys(ALL)
  .map((name) => `${name}=true`)
  .join('&');

describeGateway('getScore', (world) => {
  let partner: TestPartner;

  beforeEach(async () => {
    partner = await world.seed.partner({ config: 'ver|1|rdc|overall' });
    partner.positionId = await world.seed.position([partner.accountId], SAMPLE_POSITION);
  });

  /** Creates an application and submits these answers. */
  async function submitted(answers: object[] = SAMPLE_ANSWERS, more: ApplicationOptions = {}): Promise<string> {
    const { applicationId, appLink } = await seedCandidate(world, partner, more);
    const send = { command: 'score_calc_set', app_link: appLink, answers, fields: SAMPLE_FIELDS };
    assert.equal((await world.command(partner.user, send)).body.error_code, 0);
    return applicationId;
  }

  const byCommand = async (application_id: string | number, more: object = {}, user = partner.user) =>
    (await world.command(user, { command: 'score_calc_get', partner_api: true, application_id, ...more })).body;
  const byResource = (application_id: string, query = '', user = partner.user, headers = {}) =>
    world.call(user, 'getScore', { account_id: partner.accountId, application_id }, { query, headers });
  const configure = (config: string) =>
    writeTransaction(world.db, (trx) => storeConfig(trx, partner.accountId, config));

  it('tells everything that is asked for, in the order of the contract', async () => {
    const id = await submitted([
      { q: '1', a: 1 },
      { q: '2', a: 1 },
      { q: '3', a: 5 },
      { q: '4', a: 'Because.' },
    ]);
    const body = await byCommand(id, ALL);
    const row = (await world.db('applications').where({ id }).first())!;
    const account = (await world.db('accounts').where({ id: partner.accountId }).first())!;
    const decision = (score: number, final: number, text: string) => ({
      score,
      score_final: final,
      score_text: text,
      avalue: final,
      caption_tr_score: text,
    });
    const reducer = (aname: string, caption_tr_rdc: string, decided: object, trait_name = '') => ({
      aname,
      caption_tr_rdc,
      eps: 1,
      ...decided,
      trait_name,
    });
    const main = decision(50, 2, 'Proceed with caution');
    const answer = (q: string, a: number | string) => ({ q, a, c: `${q} caption ${q}`, t: `Question ${q}?` });
    assert.equal(
      JSON.stringify(body),
      JSON.stringify({
        error_code: 0,
        error_text: '',
        command_from: 'score_calc_get',
        rep_link_full: `${PUBLIC_URL}/app_link/rep_link.html?app_link=${row.rep_token}&acc_link=${account.link_token}`,
        calc_acc_id: partner.accountId,
        language_id: 'eng',
        main_score_found: true,
        ...main,
        report_name_has: true,
        report_name: 'Sample Report',
        traits: [
          { trait_name: 'patience', caption_tr: 'Patience', score: 50 },
          { trait_name: 'drive', caption_tr: 'Drive', score: 10 },
        ],
        super_traits: [{ trait_name: 'balance', caption_tr: 'Balance', score: -5 }],
        position_reducers: [
          reducer('overall', 'Overall', main, 'patience'),
          reducer('weakest', 'Weakest', decision(-5, 1, 'Redirect')),
          reducer('stoplight', 'Stoplight', decision(0, 1, 'Red')),
        ],
        answers: [
          ...[answer('1', 1), answer('2', 1), answer('3', 5)].map((one) => ({ ...one, v: `choice ${one.a}` })),
          answer('4', 'Because.'),
        ],
      }),
    );
  });

  it('says the same on both faces', async () => {
    const id = await submitted();
    const query = `language_id=ara&${ALL_IN_QUERY}`;
    const { status, headers, body } = await byResource(id, query);
    const command = await byCommand(Number(id), { ...ALL, language_id: 'ara', account_id: Number(partner.accountId) });
    const { error_code, error_text, command_from, ...rest } = command;
    assert.deepEqual([error_code, error_text, command_from, status], [0, '', 'score_calc_get', 200]);
    assert.equal(JSON.stringify(rest), JSON.stringify(body));
    const again = await byResource(id, query, partner.user, { 'if-none-match': String(headers.etag) });
    assert.equal(again.status, 304);
  });

  it('has only the lists that are asked for', async () => {
    const id = await submitted();
    const lists = ['traits', 'super_traits', 'position_reducers', 'answers'];
    const shown = (body: object) => Object.keys(body).filter((key) => lists.includes(key));
    assert.deepEqual(shown(await byCommand(id)), []);
    const none = Object.fromEntries(Object.keys(ALL).map((name) => [name, false]));
    assert.deepEqual(shown(await byCommand(id, none)), []);
    assert.deepEqual(shown(await byCommand(id, { show_traits: null })), []);
    for (const [index, name] of Object.keys(ALL).entries()) {
      assert.deepEqual(shown(await byCommand(id, { [name]: true })), [lists[index]]);
      assert.deepEqual(shown((await byResource(id, `${name}=true`)).body as object), [lists[index]]);
    }
  });

  const MAIN = ['score', 'score_final', 'score_text', 'avalue', 'caption_tr_score'];
  const configs: { config: string; expected: unknown[] }[] = [
    { config: 'rdc|overall', expected: [true, 100, 3, 'Proceed'] },
    { config: 'rdc|weakest', expected: [true, 2, 3, 'Proceed'] },
    { config: 'rdc|stoplight', expected: [true, 2, 3, 'Green'] },
    { config: 'rdc|Overall', expected: [false, undefined, undefined, undefined] },
    { config: 'rdc|patience', expected: [false, undefined, undefined, undefined] },
    { config: 'rdc|constructor', expected: [false, undefined, undefined, undefined] },
    { config: 'ver|1', expected: [false, undefined, undefined, undefined] },
    { config: '', expected: [false, undefined, undefined, undefined] },
  ];
  for (const { config, expected } of configs) {
    it(`has the main score of an account with the config "${config}"`, async () => {
      const id = await submitted();
      await configure(config);
      const body = await byCommand(id);
      const { main_score_found, score, score_final, score_text } = body;
      assert.deepEqual([main_score_found, score, score_final, score_text], expected);
      assert.equal(
        MAIN.every((key) => key in body),
        main_score_found,
      );
      assert.equal(
        MAIN.some((key) => key in body),
        main_score_found,
      );
    });
  }

  const positions: { name: string; position: PositionContent; config: string; score: number | undefined }[] = [
    { name: 'names it', position: { ...SAMPLE_POSITION, mainReducer: 'weakest' }, config: '', score: 2 },
    { name: 'has one only', position: { ...SAMPLE_POSITION, reducers: SAMPLE_POSITION.reducers.slice(0, 1) }, config: 'ver|1', score: 100 }, // prettier-ignore
    { name: 'names another than rdc', position: { ...SAMPLE_POSITION, mainReducer: 'weakest' }, config: 'rdc|overall', score: 100 }, // prettier-ignore
    { name: 'names one, while rdc names none of its own', position: { ...SAMPLE_POSITION, mainReducer: 'weakest' }, config: 'rdc|x', score: undefined }, // prettier-ignore
  ];
  for (const { name, position, config, score } of positions) {
    it(`has the main score of a position that ${name}, on both faces`, async () => {
      partner.positionId = await world.seed.position([partner.accountId], position);
      const id = await submitted();
      await configure(config);
      const shown = [await byCommand(id), (await byResource(id)).body as { main_score_found: boolean; score?: number }];
      for (const body of shown) assert.deepEqual([body.main_score_found, body.score], [score !== undefined, score]);
    });
  }

  const languages: { name: string; of: string; wish?: string; expected: string }[] = [
    { name: 'the one wished for', of: 'eng', wish: 'ara', expected: 'ara' },
    { name: "the application's without a wish", of: 'ara', expected: 'ara' },
    { name: "the application's for a wish that the position lacks", of: 'ara', wish: 'fra', expected: 'ara' },
    { name: "the position's first when it has neither", of: 'spa', wish: 'fra', expected: 'eng' },
  ];
  for (const { name, of, wish, expected } of languages) {
    it(`speaks ${name}`, async () => {
      const id = await submitted(SAMPLE_ANSWERS, { languageId: of });
      const body = await byCommand(id, { ...ALL, ...(wish && { language_id: wish }) });
      const texts = [body.score_text, body.traits[0].caption_tr, body.position_reducers[2].caption_tr_score];
      const english = ['Proceed', 'Patience', 'Green'];
      assert.deepEqual(
        [body.language_id, ...texts],
        [expected, ...(expected === 'eng' ? english : english.map((text) => `(ara) ${text}`))],
      );
    });
  }

  it('takes a text that a language lacks from the first that has it, and the name for a caption', async () => {
    const [overall] = SAMPLE_POSITION.reducers;
    const [patience] = SAMPLE_POSITION.traits;
    partner.positionId = await world.seed.position([partner.accountId], {
      ...SAMPLE_POSITION,
      traits: [{ ...patience!, caption: {} }],
      superTraits: [],
      reducers: [{ ...overall!, caption: { eng: 'Only English' } }],
    });
    const { traits, position_reducers: reducers } = await byCommand(await submitted(), { ...ALL, language_id: 'ara' });
    assert.deepEqual([traits[0].caption_tr, reducers[0].caption_tr_rdc], ['patience', 'Only English']);
  });

  it('leaves an answer out that was not given', async () => {
    const { answers } = await byCommand(await submitted(SAMPLE_ANSWERS.filter(({ q }) => q !== '3')), ALL);
    assert.deepEqual(
      answers.map(({ q }: { q: string }) => q),
      ['1', '2', '4'],
    );
  });

  it('stays as it was whatever is imported since', async () => {
    const { appLink } = await seedCandidate(world, partner);
    const id = await submitted();
    const before = await byCommand(id, ALL);
    const { positionId } = partner;
    const text = { eng: 'changed', ara: 'changed' };
    const changed: PositionContent = {
      ...SAMPLE_POSITION,
      reportName: 'Changed Report',
      languages: ['ara'],
      customFields: [],
      questionnaire: {
        ...SAMPLE_POSITION.questionnaire,
        questions: [{ ...SAMPLE_POSITION.questionnaire.questions[1]!, text }],
      },
      traits: [{ name: 'drive', caption: text, items: [{ q: '2', weight: 7, reverse: false }], texts: [] }],
      superTraits: [],
      reducers: [
        {
          name: 'overall',
          caption: text,
          type: 'minimum',
          of: [{ kind: 'trait', name: 'drive' }],
          bands: [{ final: 1, caption: text }],
        },
      ],
    };
    await writeTransaction(world.db, (trx) => savePosition(trx, { ...changed, positionId, now: TEST_NOW }));
    assert.deepEqual(await byCommand(id, ALL), before);
    // Whoever submits answers now answers the new version.
    await world.command(partner.user, { command: 'score_calc_set', app_link: appLink, answers: [{ q: '2', a: 3 }] });
    const row = (await world.db('applications').where({ app_token: appLink }).first())!;
    const after = await byCommand(String(row.id), ALL);
    assert.deepEqual(
      [after.score, after.score_text, after.language_id, after.traits.length],
      [21, 'changed', 'ara', 1],
    );
    assert.equal(after.position_reducers[0].trait_name, 'drive');
  });

  it('stays as it was stored, also by a release that rounded the parts of a sum', async () => {
    const id = await submitted();
    const row = (await world.db('application_results').where({ application_id: id }).first())!;
    const scores = JSON.parse(row.scores) as ScoreSheet;
    scores.reducers.overall = { score: 39.9999, final: 1 };
    const update = (trx: Knex) =>
      trx('application_results')
        .where({ application_id: id })
        .update({ scores: JSON.stringify(scores) });
    await writeTransaction(world.db, update);
    const { score, score_final, score_text } = await byCommand(id);
    assert.deepEqual([score, score_final, score_text], [39.9999, 1, 'Redirect']);
  });

  it('has no main score and empty lists where there are no answers', async () => {
    const id = await world.seed.application(partner, { state: APPLICATION_STATES.completed, completedAt: TEST_NOW });
    const { rep_link_full, ...body } = (await byResource(id, ALL_IN_QUERY)).body;
    assert.match(rep_link_full, /rep_link\.html\?app_link=/);
    assert.deepEqual(body, {
      calc_acc_id: partner.accountId,
      language_id: 'eng',
      main_score_found: false,
      report_name_has: true,
      report_name: 'Sample Report',
      traits: [],
      super_traits: [],
      position_reducers: [],
      answers: [],
    });
  });

  it('is for whoever may read, and the same for internal users except for the link', async () => {
    const id = await submitted();
    const staff = await world.seed.user({ kind: 'internal' });
    await world.seed.grant(staff, partner.accountId, { 8: 'r' });
    const [asStaff, asPartner] = [await byCommand(id, { ...ALL, partner_api: false }, staff), await byCommand(id, ALL)];
    assert.deepEqual(asStaff, { ...asPartner, rep_link_full: '' });
    assert.equal((await byCommand(id, {}, staff)).error_code, 1);
    assert.equal((await byResource(id, '', staff)).status, 200);
    assert.equal((await byCommand(id, { account_id: await world.seed.account() })).error_code, 12);
  });
});
