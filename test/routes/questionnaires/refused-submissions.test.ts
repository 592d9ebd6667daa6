import assert from 'node:assert/strict';
import { findResult } from '../../../db/applications/application-results.js';
import { APPLICATION_STATES } from '../../../engine/application/application-status.js';
import { describeGateway } from '../../support/gateway.js';
import { SAMPLE_ANSWERS, SAMPLE_FIELDS, SAMPLE_POSITION } from '../../support/sample-position.js';
import { type ApplicationOptions, type TestPartner } from '../../support/seed.js';
import { seedCandidate } from '../../support/seed-candidate.js';
import { TEST_NOW } from '../../support/test-now.js';

const WHOLE = { answers: SAMPLE_ANSWERS, fields: SAMPLE_FIELDS };
const OTHER_NAMES = Array.from({ length: 99 }, (_, i) => ({ n: `name ${i}`, v: 'x' }));

describeGateway('submitAnswers', (world) => {
  let partner: TestPartner;

  before(async () => {
    partner = await world.seed.partner({ config: 'url|https://partner.example.com/' });
    partner.positionId = await world.seed.position([partner.accountId], SAMPLE_POSITION);
  });

  const refusals: {
    name: string;
    more?: ApplicationOptions;
    send?: object;
    status: number;
    code: number;
    text: RegExp;
    pointers?: string[];
  }[] = [
    {
      name: 'a completed one',
      more: { state: APPLICATION_STATES.completed, completedAt: 5 },
      status: 409,
      code: 14,
      text: /already submitted/,
    },
    {
      name: 'a cancelled one',
      more: { state: APPLICATION_STATES.cancelled },
      status: 410,
      code: 15,
      text: /cancelled/,
    },
    { name: 'an expired one', more: { state: APPLICATION_STATES.expired }, status: 410, code: 15, text: /expired/ },
    { name: 'one whose time is over', more: { expiresAt: TEST_NOW }, status: 410, code: 15, text: /expired/ },
    {
      name: 'what lacks a field',
      send: { answers: SAMPLE_ANSWERS },
      status: 422,
      code: 1716,
      text: /^Missing required custom field\(s\): shift\.$/,
      pointers: ['/fields'],
    },
    {
      name: 'a field that is empty',
      send: { ...WHOLE, fields: [{ n: 'shift', v: '' }] },
      status: 422,
      code: 1716,
      text: /shift/,
    },
    {
      name: 'what lacks answers',
      send: {
        ...WHOLE,
        answers: [
          { q: '2', a: 1 },
          { q: '4', a: ' \n' },
          { q: '3', a: 1 },
        ],
      },
      status: 422,
      code: 1850,
      text: /^Missing answer\(s\): 1, 4\.$/,
      pointers: ['/answers', '/answers'],
    },
    { name: 'what has nothing', send: {}, status: 422, code: 1716, text: /shift/ },
    {
      name: 'a choice that is not offered, and whatever else is wrong',
      send: { fields: [{ n: 'shift', v: 'a\u0007' }], answers: [{ q: '1', a: 6 }] },
      status: 400,
      code: 11,
      text: /^fields\[0\]\.v: shift must not hold .*; answers\[0\]\.a: /,
      pointers: ['/fields/0/v', '/answers/0/a'],
    },
    {
      name: 'a choice that is not offered',
      send: { ...WHOLE, answers: [{ q: '1', a: 6 }] },
      status: 400,
      code: 11,
      text: /answers\[0\]\.a: of question 1 must be one of 1, 2, 3, 4, 5/,
      pointers: ['/answers/0/a'],
    },
    {
      name: 'a question that is not there and one answered twice',
      send: {
        ...WHOLE,
        answers: [
          { q: 'z', a: 1 },
          { q: '1', a: 1 },
          { q: '1', a: 2 },
        ],
      },
      status: 400,
      code: 11,
      text: /answers\[0\]\.q.*answers\[2\]\.q/,
      pointers: ['/answers/0/q', '/answers/2/q'],
    },
    {
      name: 'a text that is too long',
      send: { ...WHOLE, answers: [{ q: '4', a: 'x'.repeat(201) }] },
      status: 400,
      code: 11,
      text: /question 4 must be at most 200 characters/,
    },
    {
      name: 'a number for a text',
      send: { ...WHOLE, answers: [{ q: '4', a: 5 }] },
      status: 400,
      code: 11,
      text: /question 4 must be a text/,
    },
    {
      name: 'more answers than questions',
      send: { answers: Array.from({ length: 5 }, () => ({ q: '1', a: 1 })) },
      status: 400,
      code: 11,
      text: /answers: must be at most 4/,
    },
    { name: 'answers that are no list', send: { answers: { 1: 5 } }, status: 400, code: 11, text: /answers/ },
    { name: 'an answer that is none', send: { answers: [7] }, status: 400, code: 11, text: /answers\[0\]/ },
    {
      name: 'an answer without a question',
      send: { answers: [{ a: 1 }] },
      status: 400,
      code: 10,
      text: /answers\[0\]\.q is required/,
    },
    {
      name: 'an answer that is a list',
      send: { answers: [{ q: '1', a: [1] }] },
      status: 400,
      code: 11,
      text: /answers\[0\]\.a/,
    },
    {
      name: 'a field twice',
      send: { ...WHOLE, fields: [...SAMPLE_FIELDS, ...SAMPLE_FIELDS] },
      status: 400,
      code: 11,
      text: /fields\[1\]\.n/,
    },
    {
      name: 'more fields than an application may have',
      more: { fields: Array.from({ length: 102 }, (_, i) => ({ name: `old ${i}`, value: '' })) },
      send: { ...WHOLE, fields: [...OTHER_NAMES, ...SAMPLE_FIELDS] },
      status: 400,
      code: 11,
      text: /fields: .*200/,
    },
    {
      name: 'a language of two letters',
      send: { ...WHOLE, language_id: 'en' },
      status: 400,
      code: 11,
      text: /language_id/,
    },
  ];
  for (const { name, more, send = WHOLE, status, code, text, pointers } of refusals) {
    it(`refuses ${name}, and keeps nothing of it`, async () => {
      const { appLink, applicationId } = await seedCandidate(world, partner, more);
      const before = await world.db('applications').where({ id: applicationId });
      const { body } = await world.command(partner.user, { command: 'score_calc_set', app_link: appLink, ...send });
      assert.deepEqual([body.error_code, body.command_from], [code, 'score_calc_set']);
      assert.match(body.error_text, text);
      const reply = await world.call(partner.user, 'submitAnswers', { app_link: appLink }, { body: send });
      assert.deepEqual([reply.status, reply.body.error_code], [status, code]);
      const errors = reply.body.errors as { pointer: string }[] | undefined;
      if (pointers)
        assert.deepEqual(
          errors?.map(({ pointer }) => pointer),
          pointers,
        );
      assert.deepEqual(await world.db('applications').where({ id: applicationId }), before);
      assert.equal(await findResult(world.db, applicationId), undefined);
      assert.deepEqual(await world.db('notifications').where({ application_id: applicationId }), []);
    });
  }
});
