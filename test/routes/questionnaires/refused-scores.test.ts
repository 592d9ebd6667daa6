import assert from 'node:assert/strict';
import { APPLICATION_STATES } from '../../../engine/application/application-status.js';
import { describeGateway } from '../../support/gateway.js';
import { type ApplicationOptions, type TestPartner } from '../../support/seed.js';
import { TEST_NOW } from '../../support/test-now.js';

describeGateway('getScore', (world) => {
  let partner: TestPartner;

  before(async () => {
    partner = await world.seed.partner();
  });

  const byCommand = async (application_id: string, more: object = {}) =>
    (await world.command(partner.user, { command: 'score_calc_get', partner_api: true, application_id, ...more })).body;
  const byResource = (application_id: string, query = '') =>
    world.call(partner.user, 'getScore', { account_id: partner.accountId, application_id }, { query });

  const refusals: { name: string; more: ApplicationOptions; text: RegExp }[] = [
    { name: 'an incomplete one', more: {}, text: /incomplete/ },
    { name: 'a cancelled one', more: { state: APPLICATION_STATES.cancelled }, text: /cancelled/ },
    { name: 'an expired one', more: { expiresAt: TEST_NOW }, text: /expired/ },
  ];
  for (const { name, more, text } of refusals) {
    it(`refuses ${name}`, async () => {
      const id = await world.seed.application(partner, more);
      const body = await byCommand(id);
      assert.equal(body.error_code, 16);
      assert.match(body.error_text, text);
      const reply = await byResource(id);
      assert.deepEqual(
        [reply.status, reply.body.error_code, reply.body.type],
        [409, 16, 'urn:pop:problem:not-completed'],
      );
    });
  }

  const invalid: { name: string; send: object; query?: string; code: number; text: RegExp }[] = [
    { name: 'no application_id', send: { application_id: null }, code: 10, text: /application_id/ },
    { name: 'an application_id that is none', send: { application_id: '1x' }, code: 11, text: /application_id/ },
    { name: 'an application that is not there', send: { application_id: '999999' }, code: 12, text: /No such/ },
    { name: 'a flag that is a number', send: { show_traits: 1 }, code: 11, text: /show_traits must be true or false/ },
    {
      name: 'a flag that is a text',
      send: { show_answers: 'true' },
      query: 'show_answers=yes',
      code: 11,
      text: /show_answers/,
    },
    {
      name: 'a language of two letters',
      send: { language_id: 'en' },
      query: 'language_id=en',
      code: 11,
      text: /language_id/,
    },
    { name: 'a partner that does not say so', send: { partner_api: null }, code: 10, text: /partner_api/ },
  ];
  for (const { name, send, query, code, text } of invalid) {
    it(`refuses ${name}`, async () => {
      const id = await world.seed.application(partner, { state: APPLICATION_STATES.completed, completedAt: TEST_NOW });
      const body = await byCommand(id, send);
      assert.equal(body.error_code, code);
      assert.match(body.error_text, text);
      if (query === undefined) return;
      const reply = await byResource(id, query);
      assert.deepEqual([reply.status, reply.body.error_code], [400, code]);
    });
  }
});
