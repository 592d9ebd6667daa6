import assert from 'node:assert/strict';
import { describeGateway } from '../../../support/gateway.js';
import { type TestPartner } from '../../../support/seed.js';

describeGateway('candidateFields', (world) => {
  let partner: TestPartner;
  let positionId: string;

  before(async () => {
    partner = await world.seed.partner();
    positionId = await world.seed.position([partner.accountId], { customFields: [{ aname: 'branch' }] });
  });

  /** Sends the JSON text of more parameters. Returns the fields as they are stored and shown. */
  async function fieldsAfter(rest: string): Promise<unknown> {
    const start = `{"command":"application_create","partner_api":true,"position_id":${positionId}`;
    const { body } = await world.command(partner.user, `${start},${rest}}`);
    assert.equal(body.error_code, 0, body.error_text);
    const { application_id } = body;
    const ask = { command: 'application_get', partner_api: true, application_id };
    return (await world.command(partner.user, ask)).body.fields;
  }

  async function refusalOf(more: object): Promise<{ error_code: number; error_text: string }> {
    const head = { command: 'application_create', partner_api: true, position_id: positionId };
    return (await world.command(partner.user, { ...head, ...more })).body;
  }

  const accepted: { name: string; send: string; fields: Record<string, string>[] }[] = [
    { name: 'nothing', send: '"fields":[]', fields: [] },
    {
      name: 'the simple form, custom fields of the position included',
      send: '"branch":"Paris","email":"a@example.com","app_full_name":"Ada"',
      fields: [{ app_full_name: 'Ada' }, { email: 'a@example.com' }, { branch: 'Paris' }],
    },
    {
      name: 'the extensible form in its order, unknown names too',
      send: '"fields":[{"n":"zebra","v":"1"},{"n":"email","v":"a@example.com"},{"n":"app_full_name","v":"Ada"}]',
      fields: [{ zebra: '1' }, { email: 'a@example.com' }, { app_full_name: 'Ada' }],
    },
    {
      name: 'both forms mixed',
      send: '"fields":[{"n":"zebra","v":"1"}],"email":"a@example.com"',
      fields: [{ email: 'a@example.com' }, { zebra: '1' }],
    },
    {
      name: 'no stranger among the plain parameters',
      send: '"zebra":"1","email":"e@example.com"',
      fields: [{ email: 'e@example.com' }],
    },
    { name: 'null for absent, in both forms', send: '"email":null,"fields":[{"n":"a","v":null}]', fields: [] },
    {
      name: 'numbers as their text',
      send: '"fields":[{"n":"a","v":1.50},{"n":"b","v":0},{"n":"c","v":-1}]',
      fields: [{ a: '1.50' }, { b: '0' }, { c: '-1' }],
    },
    {
      name: 'numbers as they are written',
      send: '"branch":1.50,"fields":[{"n":"b","v":1e3},{"n":"c","v":-0}]',
      fields: [{ branch: '1.50' }, { b: '1e3' }, { c: '-0' }],
    },
    {
      name: 'numbers of any size',
      send: '"branch":123456789012345678901234567890',
      fields: [{ branch: '123456789012345678901234567890' }],
    },
    {
      name: 'booleans as their text',
      send: '"branch":true,"fields":[{"n":"a","v":false}]',
      fields: [{ branch: 'true' }, { a: 'false' }],
    },
    { name: 'the empty text', send: '"branch":""', fields: [{ branch: '' }] },
    {
      name: 'any script, tab and newline',
      send: '"branch":"\\u2603 Zoë\\t😀\\nد"',
      fields: [{ branch: '☃ Zoë\t😀\nد' }],
    },
    { name: 'quotes and backslashes', send: '"branch":"a\\"b\\\\c\'d`e"', fields: [{ branch: 'a"b\\c\'d`e' }] },
    {
      name: 'names that differ in case',
      send: '"fields":[{"n":"a","v":"1"},{"n":"A","v":"2"}]',
      fields: [{ a: '1' }, { A: '2' }],
    },
    { name: 'a plain __proto__ as a stranger', send: '"__proto__":{"email":"x@example.com"}', fields: [] },
    {
      name: 'names of Object.prototype',
      send: '"fields":[{"n":"constructor","v":"1"},{"n":"toString","v":"2"}]',
      fields: [{ constructor: '1' }, { toString: '2' }] as never,
    },
  ];
  for (const { name, send, fields } of accepted) {
    it(`takes ${name}`, async () => {
      assert.deepEqual(await fieldsAfter(send), fields);
    });
  }

  it('takes __proto__ as a field name like any other', async () => {
    const fields = await fieldsAfter('"fields":[{"n":"__proto__","v":"x"}]');
    assert.equal(JSON.stringify(fields), '[{"__proto__":"x"}]');
  });

  it('takes 100 fields of 4 KiB', async () => {
    const fields = Array.from({ length: 100 }, (_, i) => ({ n: `f${i}`, v: 'é'.repeat(2048) }));
    const shown = await fieldsAfter(`"fields":${JSON.stringify(fields)}`);
    assert.deepEqual(
      shown,
      fields.map(({ n, v }) => ({ [n]: v })),
    );
  });

  const many = Array.from({ length: 101 }, (_, i) => ({ n: `f${i}`, v: '' }));
  const refusals: { name: string; send: object; text: RegExp }[] = [
    { name: 'a pipe in a plain parameter', send: { email: 'a|b' }, text: /email/ },
    { name: 'a pipe in a custom field', send: { branch: 'a|b' }, text: /branch/ },
    {
      name: 'a pipe in a listed value',
      send: {
        fields: [
          { n: 'a', v: '1' },
          { n: 'b', v: 'x|y' },
        ],
      },
      text: /fields\[1\].v/,
    },
    { name: 'a pipe in a name', send: { fields: [{ n: 'a|b', v: '1' }] }, text: /fields\[0\].n/ },
    {
      name: 'a repeated name',
      send: {
        fields: [
          { n: 'a', v: '1' },
          { n: 'a', v: '1' },
        ],
      },
      text: /fields\[1\].n.*repeat/,
    },
    {
      name: 'a name in both forms',
      send: { email: 'e@example.com', fields: [{ n: 'email', v: 'e@example.com' }] },
      text: /email/,
    },
    { name: 'a custom field in both forms', send: { branch: 'x', fields: [{ n: 'branch', v: 'y' }] }, text: /branch/ },
    { name: '101 fields', send: { fields: many }, text: /fields/ },
    { name: 'more than 4 KiB of letters', send: { email: 'x'.repeat(4097) }, text: /email/ },
    { name: 'more than 4 KiB of bytes', send: { fields: [{ n: 'a', v: 'é'.repeat(2049) }] }, text: /fields\[0\].v/ },
    { name: 'a control character', send: { branch: 'a\u0007b' }, text: /branch/ },
    { name: 'a value that is a list', send: { app_full_name: ['Ada'] }, text: /app_full_name/ },
    { name: 'a custom value that is an object', send: { branch: {} }, text: /branch/ },
    { name: 'an empty name', send: { fields: [{ n: '', v: '1' }] }, text: /fields\[0\].n/ },
    { name: 'a name that is a number', send: { fields: [{ n: 1, v: '1' }] }, text: /fields\[0\].n/ },
    { name: 'an entry that is a text', send: { fields: ['email'] }, text: /fields\[0\]/ },
    { name: 'fields that are an object', send: { fields: { email: 'x' } }, text: /fields/ },
  ];
  for (const { name, send, text } of refusals) {
    it(`refuses ${name}`, async () => {
      const body = await refusalOf(send);
      assert.equal(body.error_code, 11, body.error_text);
      assert.match(body.error_text, text);
    });
  }

  it('names every field that the position requires of the partner and that is missing', async () => {
    const required = await world.seed.position([partner.accountId], {
      customFields: [
        { aname: 'requisition', mandatory: true, partner: true },
        { aname: 'branch', mandatory: true, partner: true },
        { aname: 'shoe_size', mandatory: true, applicant: true },
        { aname: 'nickname', partner: true },
      ],
    });
    const text = async (more: object) => {
      const { error_code, error_text } = await refusalOf({ position_id: required, ...more });
      return `${error_code} ${error_text}`;
    };
    assert.equal(await text({}), '1716 Missing required custom field(s): requisition, branch.');
    assert.equal(await text({ requisition: 'R1' }), '1716 Missing required custom field(s): branch.');
    assert.equal(await text({ branch: '', requisition: 'R1' }), '1716 Missing required custom field(s): branch.');
    assert.equal(await text({ branch: null, requisition: 'R1' }), '1716 Missing required custom field(s): branch.');
    assert.equal(await text({ requisition: 'R1', fields: [{ n: 'branch', v: 0 }] }), '0 ');
    const body = { position_id: required };
    const reply = await world.call(partner.user, 'createApplication', { account_id: partner.accountId }, { body });
    assert.deepEqual([reply.status, reply.body.error_code, reply.body.errors.length], [422, 1716, 2]);
  });
});
