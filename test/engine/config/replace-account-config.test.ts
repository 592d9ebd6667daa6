import assert from 'node:assert/strict';
import fc from 'fast-check';
import { changeAccountConfig } from '../../../engine/config/change-account-config.js';
import { parseConfigString, writeConfigString } from '../../../engine/config/config-string.js';
import { replaceAccountConfig, type SavedField } from '../../../engine/config/replace-account-config.js';

const STORED = 'ver|1|auth|me:old|not_headers|X-A,one,X-A,two,X-B,|http_err|9|legacy|b';
const keep = (key: string): SavedField => ({ key, keep: true });
const ALL = ['ver', 'auth', 'not_headers', 'http_err', 'legacy'].map(keep);

describe('replaceAccountConfig', () => {
  const replaced: { name: string; fields: SavedField[]; text: string; keys: string[] }[] = [
    { name: 'nothing, when all is kept', fields: ALL, text: STORED, keys: [] },
    { name: 'the order alone', fields: ALL.toReversed(), text: 'legacy|b|http_err|9|not_headers|X-A,one,X-A,two,X-B,|auth|me:old|ver|1', keys: [] }, // prettier-ignore
    { name: 'one value, and what is left out', fields: [keep('auth'), { key: 'ver', value: '1' }, { key: 'cmp', value: '0' }], text: 'auth|me:old|ver|1|cmp|0', keys: ['cmp', 'not_headers', 'http_err', 'legacy'] }, // prettier-ignore
    {
      name: 'one header, with the others by a new separator',
      fields: [
        {
          key: 'not_headers',
          headers: [
            { name: 'X-A', keep: true },
            { name: 'X-C', value: 'a,b' },
            { name: 'X-A', keep: true },
          ],
        },
        { key: 'not_sep', value: ';' },
      ],
      text: 'not_headers|X-A;one;X-C;a,b;X-A;two|not_sep|;',
      keys: ['not_headers', 'not_sep', 'ver', 'auth', 'http_err', 'legacy'],
    },
  ];
  for (const { name, fields, text, keys } of replaced) {
    it(`changes ${name}`, () => assert.deepEqual(replaceAccountConfig(STORED, fields), { text, keys }));
  }

  const refused: { name: string; fields: SavedField[]; faults: [number, RegExp][]; stored?: string }[] = [
    { name: 'a key given twice', fields: [keep('ver'), { key: 'ver', value: '1' }], faults: [[1, /twice/]] },
    { name: 'a key that is kept and not there', fields: [keep('rdc')], faults: [[0, /no stored value/]] },
    { name: 'a header that is kept and not there', fields: [{ key: 'not_headers', headers: [{ name: 'X-Z', keep: true }] }], faults: [[0, /part 1 has no stored value/]] }, // prettier-ignore
    { name: 'headers of another key', fields: [{ key: 'auth', headers: [] }], faults: [[0, /only not_headers/]] },
    { name: 'a header with the separator', fields: [{ key: 'not_headers', headers: [{ name: 'X', value: 'a,b' }] }], faults: [[0, /separator ","/]] }, // prettier-ignore
    { name: 'a mask, a pipe and a faulty value at once', fields: [{ key: 'auth', value: '********' }, { key: 'x', value: 'a|b' }, { key: 'ver', value: '2' }], faults: [[0, /mask/], [1, /pipe/], [2, /must be 1/]] }, // prettier-ignore
    { name: 'an empty key', fields: [{ key: '', value: '1' }], faults: [[0, /empty/]] },
    { name: 'another separator that cuts kept headers in pieces', fields: [keep('not_headers'), { key: 'not_sep', value: ';' }], faults: [[0, /change not_sep and not_headers in one step/]] }, // prettier-ignore
    { name: 'to keep something of a text that cannot be read', fields: [keep('ver')], faults: [[0, /no stored value/]], stored: 'ver|1|x' }, // prettier-ignore
  ];
  for (const { name, fields, faults, stored = STORED } of refused) {
    it(`refuses ${name}`, () => {
      const result = replaceAccountConfig(stored, fields);
      assert.ok('faults' in result);
      assert.deepEqual(result.faults.map(({ index }) => index), faults.map(([index]) => index)); // prettier-ignore
      for (const [at, [, words]] of faults.entries()) assert.match(result.faults[at]!.detail, words);
    });
  }

  it('replaces a stored text that is no config string', () => {
    assert.deepEqual(replaceAccountConfig('ver|1|x', [{ key: 'ver', value: '1' }]), { text: 'ver|1', keys: ['ver'] });
  });

  it('judges a changed value as a change of that key alone is judged', () => {
    const key = fc.constantFrom('url', 'http_err', 'auth', 'cmp', 'x');
    fc.assert(
      fc.property(
        key,
        fc.oneof(fc.string(), fc.constantFrom('https://p.example.com', '500', '********')),
        (name, value) => {
          // prettier-ignore
          const fields = [...ALL.filter((field) => field.key !== name), { key: name, value }];
          const one = changeAccountConfig(STORED, [[name, value]]);
          const all = replaceAccountConfig(STORED, fields);
          assert.equal('faults' in all, 'faults' in one);
          if ('faults' in all || 'faults' in one) return;
          const sorted = (text: string) => writeConfigString((parseConfigString(text) as { pairs: [string, string][] }).pairs.toSorted()); // prettier-ignore
          assert.equal(sorted(all.text), sorted(one.text));
        },
      ),
    );
  });
});
