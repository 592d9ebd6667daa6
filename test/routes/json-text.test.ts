import assert from 'node:assert/strict';
import fc from 'fast-check';
import { JsonText, writeJson } from '../../routes/json-text.js';

describe('writeJson', () => {
  it('writes what JSON.stringify writes, for every object', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (answer) => {
        assert.equal(writeJson(answer), JSON.stringify(answer));
      }),
    );
  });

  it('writes a JsonText as it stands and leaves out what is undefined', () => {
    assert.equal(
      writeJson({ count: 1, items: new JsonText('[{"a": 1}]'), next: undefined }),
      '{"count":1,"items":[{"a": 1}]}',
    );
  });
});
