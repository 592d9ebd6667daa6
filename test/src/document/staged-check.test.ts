import assert from 'node:assert/strict';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { type Fault } from '../../../engine/fault.js';
import { describeErrors } from '../../../middleware/describe-errors.js';
import { compileOperations, loadDocument, operationsOf } from '../../../src/document/openapi.js';
import { addWordsOfDocument } from '../../../src/document/openapi-ajv.js';
import { type JsonSchema } from '../../../src/document/openapi-document.js';
import { stagedCheckCompiler } from '../../../src/document/staged-check.js';
import { jsonText, seededRandom, spoil, validValue } from '../../support/fuzz.js';
import { parseJson } from '../../../middleware/lossless-json.js';

const NO_WORDS = { prepare: () => undefined };
const placesOf = (faults: Fault[]) => faults.map(({ pointer, keyword }) => `${pointer} ${keyword}`);

describe('stagedCheckCompiler', () => {
  const compile = stagedCheckCompiler(NO_WORDS);
  const list = { type: 'array', items: { type: 'object', required: ['a', 'b'], properties: { a: {}, b: {} } } };
  const schema = { type: 'object', properties: { list: { ...list, maxItems: 100 } }, additionalProperties: false };
  const check = compile(schema);

  it('finds nothing wrong with a valid value', () => assert.deepEqual(check({ list: [{ a: 1, b: 2 }] }), []));

  it('names all faults of an ordinary value', () => {
    const faults = ['/x additionalProperties', '/list/0/a required', '/list/0/b required', '/list/1/b required'];
    assert.deepEqual(placesOf(check({ list: [{}, { a: 1 }], x: 1 })), faults);
  });

  it('names the first fault of a value with more than 20,000 members, be they in one place or in many', () => {
    assert.deepEqual(placesOf(check({ list: new Array(20_000).fill({}) })), ['/list maxItems']);
    const spread = new Array(100).fill(Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`k${n}`, 0])));
    assert.deepEqual(placesOf(check({ list: spread })), ['/list/0/a required']);
    assert.equal(check({ list: new Array(19_000).fill({}) }).length, 20);
  });

  it('names the first fault of a value with a text of more than 16,384 characters', () => {
    assert.deepEqual(placesOf(check({ x: 'x'.repeat(16_385), y: 1 })), ['/x additionalProperties']);
    assert.equal(check({ x: 'x'.repeat(16_384), y: 1 }).length, 2);
  });

  it('never takes an invalid value for a valid one, whatever its choices say of each other', () => {
    const choice = compile({ properties: { a: { anyOf: [{ oneOf: [{ type: 'string' }, { type: 'null' }] }] } }, type: 'object' }); // prettier-ignore
    assert.deepEqual(placesOf(check(0)), [' type']);
    assert.deepEqual(placesOf(choice({ a: 1 })), ['/a anyOf']);
  });

  it('finds the same faults again in what it has changed in place', () => {
    const coerce = stagedCheckCompiler({ ...NO_WORDS, coerce: true })({
      type: 'object',
      properties: { limit: { type: 'integer', default: 7 }, on: { type: 'boolean' }, cursor: { type: 'integer' } },
      additionalProperties: false,
    });
    const query = { on: 'true', cursor: 'x', y: '1' };
    assert.deepEqual(placesOf(coerce(query)), ['/y additionalProperties', '/cursor type']);
    assert.deepEqual(query, { limit: 7, on: true, cursor: 'x', y: '1' });
  });

  it('fails at once for a schema that is none', () => {
    assert.throws(() => compile({ type: 'objekt' }));
    assert.throws(() => compile({ type: 'object', requird: ['a'] }), /strict mode/);
  });
});

describe('the faults of requests', () => {
  const document = loadDocument();
  const operations = compileOperations(document);

  /** Checks in the usual way: one pass, all errors, and references that ajv follows. */
  function plainCheck(schema: JsonSchema): (value: unknown) => Fault[] {
    const ajv = new Ajv2020({ allErrors: true, verbose: true, allowUnionTypes: true, strict: true });
    addWordsOfDocument(ajv);
    ajv.addVocabulary(['components']);
    ajv.addSchema({ components: document.components }, 'openapi');
    const own = JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"openapi#/');
    const validate = ajv.compile(JSON.parse(own) as JsonSchema);
    return (value) => (validate(value) ? [] : describeErrors(validate.errors));
  }

  for (const { operation } of operationsOf(document)) {
    const { operationId, requestBody } = operation;
    const schema = requestBody?.content['application/json']?.schema;
    if (!schema || operationId === 'command') continue;
    it(`are those that a single pass finds, word by word: ${operationId}`, () => {
      const plain = plainCheck(schema);
      const staged = operations.get(operationId)!.checks.body!;
      const random = seededRandom('staged check');
      let faulty = 0;
      for (let made = 0; made < 300; made += 1) {
        const text = jsonText(spoil(validValue(document, schema, random), random));
        if (/\[{100}|y{20000}/.test(text)) continue;
        const value = parseJson(text);
        const faults = staged(value as Record<string, unknown>);
        assert.deepEqual(faults, plain(value), text.slice(0, 1000));
        if (faults.length > 0) faulty += 1;
      }
      assert.ok(faulty > 100, String(faulty));
    });
  }
});
