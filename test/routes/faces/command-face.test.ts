import assert from 'node:assert/strict';
import { describeGateway } from '../../support/gateway.js';
import { type TestPartner } from '../../support/seed.js';

describeGateway('commandFace', (world) => {
  let partner: TestPartner;

  before(async () => {
    partner = await world.seed.partner();
  });

  const send = async (body: object | string) => (await world.command(partner.user, body)).body;

  const refusals: { name: string; send: object; code: number; from: string; text: RegExp }[] = [
    { name: 'no command', send: {}, code: 10, from: '', text: /command/ },
    { name: 'a null command', send: { command: null }, code: 10, from: '', text: /command/ },
    {
      name: 'an unknown command',
      send: { command: 'application_fly' },
      code: 92,
      from: 'application_fly',
      text: /command/,
    },
    {
      name: 'a command in capitals',
      send: { command: 'POSITION_GET' },
      code: 92,
      from: 'POSITION_GET',
      text: /command/,
    },
    { name: 'an empty command', send: { command: '' }, code: 92, from: '', text: /command/ },
    { name: 'a command that is a number', send: { command: 7 }, code: 92, from: '', text: /command/ },
    {
      name: 'a name of Object.prototype',
      send: { command: 'constructor' },
      code: 92,
      from: 'constructor',
      text: /command/,
    },
  ];
  for (const { name, send: body, code, from, text } of refusals) {
    it(`refuses ${name}`, async () => {
      const answer = await send({ partner_api: true, ...body });
      assert.deepEqual([answer.error_code, answer.command_from], [code, from]);
      assert.match(answer.error_text, text);
    });
  }

  // The document limits the texts of an error. Whatever is sent, the limits must hold.
  for (const command of ['x'.repeat(256), 'x'.repeat(100_000), 'nul\u0000']) {
    it(`answers an unknown command of ${command.length} characters within the document`, async () => {
      assert.equal((await send({ command, partner_api: true })).error_code, 92);
    });
  }

  it('answers a hundred faults within the document, on both faces', async () => {
    const fields = Array.from({ length: 100 }, (_, i) => ({ n: `field ${i}`, v: 'a\u0007' }));
    const order = { position_id: partner.positionId, fields };
    assert.equal((await send({ command: 'application_create', partner_api: true, ...order })).error_code, 11);
    const account = { account_id: partner.accountId };
    const { body } = await world.call(partner.user, 'createApplication', account, { body: order });
    assert.equal(body.errors.length, 100);
  });

  it('answers a hundred long names of missing fields within the document', async () => {
    const customFields = Array.from({ length: 100 }, (_, i) => {
      return { aname: `${i}${'😀'.repeat(90)}`, mandatory: true, partner: true };
    });
    const position_id = await world.seed.position([partner.accountId], { customFields });
    const answer = await send({ command: 'application_create', partner_api: true, position_id });
    assert.equal(answer.error_code, 1716);
    assert.doesNotMatch(JSON.stringify(answer), /\\ud/);
  });

  it('begins every reply with the envelope', async () => {
    const answer = await send({ command: 'position_get', partner_api: true });
    assert.deepEqual(Object.keys(answer).slice(0, 3), ['error_code', 'error_text', 'command_from']);
    assert.deepEqual([answer.error_code, answer.error_text, answer.command_from], [0, '', 'position_get']);
  });

  it('ignores keys it does not know', async () => {
    const answer = await send('{"command":"position_get","partner_api":true,"extra":{"a":[1]},"__proto__":{"x":1}}');
    assert.equal(answer.error_code, 0);
  });

  it('ignores a hundred thousand keys it does not know, in any order', async () => {
    const keys = Array.from({ length: 100_000 }, (_, index) => `"${index.toString(36)}":0`).join();
    const answer = await send(`{${keys},"command":"position_get","account_id":null,"partner_api":true}`);
    assert.equal(answer.error_code, 0, answer.error_text as string);
  });

  const faults: { name: string; status: number; code: number; ask: () => Promise<unknown> }[] = [
    { name: 'a body that is no JSON', status: 400, code: 11, ask: () => world.command(partner.user, '{') },
    { name: 'a body that is a list', status: 400, code: 11, ask: () => world.command(partner.user, '[]') },
    { name: 'no credentials', status: 401, code: 1, ask: () => world.command(undefined, { command: 'position_get' }) },
    {
      name: 'a wrong password',
      status: 401,
      code: 1,
      ask: () => world.command({ ...partner.user, password: 'x' }, { command: 'position_get' }),
    },
    {
      name: 'a large body',
      status: 413,
      code: 11,
      ask: () => world.command(partner.user, `{"a":"${'x'.repeat(1_048_576)}"}`),
    },
    {
      name: 'another media type',
      status: 415,
      code: 11,
      ask: () => world.command(partner.user, '{}', { 'content-type': 'text/plain' }),
    },
  ];
  for (const { name, status, code, ask } of faults) {
    it(`answers ${status} to ${name}, in the envelope`, async () => {
      const reply = (await ask()) as { status: number; body: Record<string, unknown> };
      assert.deepEqual([reply.status, reply.body.error_code, reply.body.command_from], [status, code, '']);
      assert.equal(reply.body.error, reply.body.error_text);
    });
  }

  it('logs the command and its error code, and nothing of the candidate', async () => {
    const before = world.log.length;
    const order = { position_id: partner.positionId, email: 'secret@example.com', language_id: 'deu' };
    await send({ command: 'application_create', partner_api: true, ...order });
    const deadline = Date.now() + 5000;
    while (world.log.length === before && Date.now() < deadline) await new Promise(setImmediate);
    const line = world.log[before]!;
    assert.deepEqual(
      [line.operation, line.error_code, line.status, line.user],
      ['application_create', 11, 200, partner.user.name],
    );
    assert.doesNotMatch(JSON.stringify(world.log), /secret/);
  });
});
