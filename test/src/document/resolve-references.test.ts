import assert from 'node:assert/strict';
import { resolveReferences } from '../../../src/document/resolve-references.js';

describe('resolveReferences', () => {
  const root = {
    $defs: {
      id: { type: 'string', 'x-valid': 'an id' },
      'a/b~c d': { type: 'integer' },
      pair: { type: 'array', items: { $ref: '#/$defs/id' } },
      open: { type: 'object', properties: { next: { $ref: '#/$defs/open' } } },
    },
  };

  it('puts what is referred to in the place of the reference, at any depth', () => {
    const schema = { properties: { pair: { $ref: '#/$defs/pair' } } };
    const pair = { type: 'array', items: { type: 'string', 'x-valid': 'an id' } };
    assert.deepEqual(resolveReferences(schema, root), { properties: { pair } });
  });

  it('keeps the words beside a reference', () => {
    const beside = { description: 'Whose.', $ref: '#/$defs/id', allOf: [{ minLength: 1 }] };
    assert.deepEqual(resolveReferences(beside, root), {
      description: 'Whose.',
      allOf: [{ type: 'string', 'x-valid': 'an id' }, { minLength: 1 }],
    });
  });

  it('reads the escapes of a pointer in a URL', () => {
    assert.deepEqual(resolveReferences({ $ref: '#/$defs/a~1b~0c%20d' }, root), { type: 'integer' });
  });

  it('leaves the schema as it was', () => {
    const schema = Object.freeze({ $ref: '#/$defs/pair' });
    resolveReferences(schema, root);
    assert.deepEqual(schema, { $ref: '#/$defs/pair' });
  });

  for (const { name, $ref, words } of [
    { name: 'to nothing', $ref: '#/$defs/none', words: /There is no #\/\$defs\/none/ },
    { name: 'into another document', $ref: 'other.json#/$defs/id', words: /There is no other\.json/ },
    { name: 'that leads to itself', $ref: '#/$defs/open', words: /#\/\$defs\/open refers to itself/ },
  ]) {
    it(`refuses a reference ${name}`, () => assert.throws(() => resolveReferences({ $ref }, root), words));
  }
});
