import assert from 'node:assert/strict';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describeErrors } from '../../middleware/describe-errors.js';

function faultsOf(schema: object, value: unknown) {
  const ajv = new Ajv2020({ allErrors: true, verbose: true, strict: true, keywords: ['x-valid'] });
  const check = ajv.compile(schema);
  check(value);
  return describeErrors(check.errors).map(({ pointer, detail }) => `${pointer}: ${detail}`);
}

const within = (schema: object) => ({ type: 'object', properties: { a: schema } });

describe('describeErrors', () => {
  for (const { name, schema, value, faults } of [
    {
      name: 'a missing name',
      schema: { type: 'object', required: ['position_id'], properties: { position_id: { type: 'string' } } },
      value: {},
      faults: ['/position_id: position_id is required'],
    },
    {
      name: 'an unknown key',
      schema: { ...within({}), additionalProperties: false },
      value: { 'b/c': 1 },
      faults: ['/b~1c: b/c is not a known name here'],
    },
    {
      name: 'a misspelt key that is required, once',
      schema: {
        type: 'object',
        required: ['position_id', 'language_id'],
        properties: { position_id: {}, language_id: {} },
        additionalProperties: false,
      },
      value: { postion_id: 1 },
      faults: [
        '/language_id: language_id is required',
        '/postion_id: postion_id is not a known name here: write position_id',
      ],
    },
    {
      name: 'a misspelt key within, by its own place',
      schema: {
        ...within({
          type: 'array',
          items: { type: 'object', required: ['caption'], properties: { caption: {} }, unevaluatedProperties: false },
        }),
      },
      value: { a: [{ caption: 1 }, { captoin: 1 }, {}] },
      faults: [
        '/a/1/captoin: a[1].captoin is not a known name here: write caption',
        '/a/2/caption: a[2].caption is required',
      ],
    },
    {
      name: 'a misspelt key that may be left out',
      schema: { ...within({}), properties: { language_id: {} }, additionalProperties: false },
      value: { languge_id: 1 },
      faults: ['/languge_id: languge_id is not a known name here: write language_id'],
    },
    {
      name: 'an unknown key beside the known one that it is like',
      schema: { type: 'object', required: ['url'], properties: { url: {} }, additionalProperties: false },
      value: { url: 1, urls: 1 },
      faults: ['/urls: urls is not a known name here'],
    },
    {
      name: 'two keys that are like one by both of them, and the one once',
      schema: { type: 'object', required: ['url'], properties: { url: {} }, additionalProperties: false },
      value: { uri: 1, urls: 1 },
      faults: ['/uri: uri is not a known name here: write url', '/urls: urls is not a known name here'],
    },
    {
      name: 'a misspelt key of a parameter that has a default',
      schema: { ...within({}), properties: { status: { default: 'all' } }, additionalProperties: false },
      value: { stauts: 'x', status: 'all' },
      faults: ['/stauts: stauts is not a known name here: write status'],
    },
    {
      name: 'a missing key and an unknown one that is not like it',
      schema: { type: 'object', required: ['url'], properties: { url: {} }, additionalProperties: false },
      value: { address: 1 },
      faults: ['/url: url is required', '/address: address is not a known name here'],
    },
    {
      name: 'values to choose from',
      schema: within({ enum: ['completed', 'all'] }),
      value: { a: 'x' },
      faults: ['/a: a must be one of completed, all'],
    },
    { name: 'a constant', schema: within({ const: 1 }), value: { a: 2 }, faults: ['/a: a must be 1'] },
    {
      name: 'a type',
      schema: within({ type: ['string', 'null'] }),
      value: { a: 1 },
      faults: ['/a: a must be of type string or null'],
    },
    {
      name: 'a range',
      schema: within({ type: 'integer', minimum: 2 }),
      value: { a: 1 },
      faults: ['/a: a must be at least 2'],
    },
    {
      name: 'a length',
      schema: within({ type: 'string', minLength: 1 }),
      value: { a: '' },
      faults: ['/a: a must not be empty'],
    },
    {
      name: "a pattern in the schema's own words",
      schema: within({ type: 'string', pattern: '^\\d+$', 'x-valid': 'digits only' }),
      value: { a: 'x' },
      faults: ['/a: a must be digits only'],
    },
    {
      name: 'a pattern with a title',
      schema: within({ type: 'string', pattern: '^\\d+$', title: 'Telephone' }),
      value: { a: 'x' },
      faults: ['/a: a must match ^\\d+$ (Telephone)'],
    },
    {
      name: 'a place within',
      schema: within({ type: 'array', items: { type: 'object', required: ['n'], properties: { n: {} } } }),
      value: { a: [{ n: 1 }, {}] },
      faults: ['/a/1/n: a[1].n is required'],
    },
    {
      name: 'a missing name of a schema that has words for its whole',
      schema: { type: 'object', required: ['a'], properties: { a: {} }, 'x-valid': 'a pair' },
      value: {},
      faults: ['/a: a is required'],
    },
    {
      name: 'a choice in one sentence',
      schema: within({ anyOf: [{ type: 'integer' }, { type: 'string', pattern: '^\\d+$' }], 'x-valid': 'an id' }),
      value: { a: 'x' },
      faults: ['/a: a must be an id'],
    },
    {
      name: 'a choice through references in one sentence',
      schema: {
        $defs: { one: { type: 'integer' }, two: { type: 'null' } },
        ...within({ anyOf: [{ $ref: '#/$defs/one' }, { $ref: '#/$defs/two' }], 'x-valid': 'an id' }),
      },
      value: { a: 'x' },
      faults: ['/a: a must be an id'],
    },
    {
      name: 'the whole value',
      schema: { type: 'object' },
      value: 1,
      faults: [': the value as a whole must be of type object'],
    },
    {
      name: 'several faults together',
      schema: { type: 'object', required: ['a', 'b'], properties: { a: {}, b: {} } },
      value: {},
      faults: ['/a: a is required', '/b: b is required'],
    },
  ]) {
    it(`names ${name}`, () => assert.deepEqual(faultsOf(schema, value), faults));
  }

  it('gives 20 faults at most, however many there are', () => {
    const schema = within({ type: 'array', items: { type: 'integer' } });
    assert.equal(faultsOf(schema, { a: new Array(100_000).fill('x') }).length, 20);
  });

  it('says of a choice within a choice what the outer one says', () => {
    const inner = { oneOf: [{ type: 'string' }, { type: 'null' }], 'x-valid': 'a text' };
    const schema = within({ anyOf: [inner, { type: 'boolean' }], 'x-valid': 'a text or a flag' });
    assert.deepEqual(faultsOf(schema, { a: 1 }), ['/a: a must be a text or a flag']);
  });

  it('says how many keys there may be, whatever else is valid', () => {
    const schema = within({ type: 'object', maxProperties: 1, 'x-valid': 'an object of texts' });
    assert.deepEqual(faultsOf(schema, { a: { b: 1, c: 2 } }), ['/a: a must have at most 1 keys']);
  });

  it('shortens long names and repeats no value', () => {
    const schema = { ...within({ type: 'string', pattern: '^a$' }), additionalProperties: false };
    const faults = faultsOf(schema, { a: 'secret', ['k'.repeat(5000)]: 1 }).join();
    assert.ok(faults.length < 400);
    assert.doesNotMatch(faults, /secret/);
  });

  it('puts no control character of a name into its words', () => {
    const faults = faultsOf({ type: 'object', additionalProperties: false }, { 'a\u0000\u001b[1m': 1 });
    assert.deepEqual(faults, ['/a\uFFFD\uFFFD[1m: a\uFFFD\uFFFD[1m is not a known name here']);
  });

  it('gives none for no errors', () => assert.deepEqual([describeErrors(null), describeErrors(undefined)], [[], []]));
});
