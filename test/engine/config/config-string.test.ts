import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseConfigString, writeConfigString, type ConfigPair } from '../../../engine/config/config-string.js';

const part = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('url', '__proto__', 'a,b', ' ')).map(withoutPipe);
const anyPairs = fc.uniqueArray(
  fc.tuple(
    part.filter((key) => key !== ''),
    part,
  ),
  { selector: ([key]) => key },
);
// There are few different parts, so that many texts are well-formed and many others are nearly so.
const anyText = fc.array(fc.constantFrom('a', 'b', 'c', 'd', '', '|', '|', '|')).map((parts) => parts.join(''));

function withoutPipe(text: string): string {
  return text.replaceAll('|', '');
}

describe('config strings', () => {
  it('gives back the pairs that were written', () => {
    fc.assert(
      fc.property(anyPairs, (pairs) => assert.deepEqual(parseConfigString(writeConfigString(pairs)), { pairs })),
    );
  });

  it('writes again exactly the text that was read', () => {
    let read = 0;
    const rewrites = (text: string) => {
      const parsed = parseConfigString(text);
      if (!('pairs' in parsed)) return;
      read += 1;
      assert.equal(writeConfigString(parsed.pairs), text);
    };
    fc.assert(fc.property(fc.oneof(anyText, fc.string()), rewrites), { numRuns: 1000 });
    assert.ok(read > 100, `only ${read} texts were readable`);
  });

  it('reads a text exactly when its parts are even, its keys there and different', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const parts = text === '' ? [] : text.split('|');
        const keys = parts.filter((_, index) => index % 2 === 0);
        const sound = parts.length % 2 === 0 && !keys.includes('') && new Set(keys).size === keys.length;
        assert.equal('pairs' in parseConfigString(text), sound);
      }),
      { numRuns: 1000 },
    );
  });

  it('never writes a pipe that is not a separator', () => {
    fc.assert(
      fc.property(anyPairs, fc.nat(), fc.boolean(), part, part, (pairs, at, inKey, head, tail) => {
        const broken: ConfigPair = inKey ? [`${head}|${tail}`, 'v'] : [`${head}~new`, `${head}|${tail}`];
        const list: ConfigPair[] = pairs.filter(([key]) => key !== broken[0]);
        list.splice(at % (list.length + 1), 0, broken);
        assert.throws(
          () => writeConfigString(list),
          (error) => error instanceof RangeError && error.message.includes(JSON.stringify(broken[0])),
        );
      }),
    );
  });
});

describe('parseConfigString', () => {
  const accepted: [text: string, pairs: ConfigPair[]][] = [
    ['', []],
    ['a|', [['a', '']]],
    ['ver|1|url||auth|', [['ver', '1'], ['url', ''], ['auth', '']]], // prettier-ignore
  ];
  for (const [text, pairs] of accepted) {
    it(`reads ${JSON.stringify(text)}`, () => assert.deepEqual(parseConfigString(text), { pairs }));
  }

  const refused: { text: string; position: number; says: RegExp }[] = [
    { text: 'a', position: 1, says: /odd.*part 1/ },
    { text: 'a|1|b', position: 3, says: /odd.*part 3/ },
    { text: '|', position: 1, says: /part 1 is empty/ },
    { text: 'a|1||2', position: 3, says: /part 3 is empty/ },
    { text: 'a|1|b|2|a|3', position: 5, says: /part 5 repeats that of part 1/ },
  ];
  for (const { text, position, says } of refused) {
    it(`refuses ${JSON.stringify(text)} and tells where`, () => {
      const parsed = parseConfigString(text);
      assert.ok('fault' in parsed);
      assert.equal(parsed.position, position);
      assert.match(parsed.fault, says);
    });
  }

  it('does not repeat a part in a fault, as it may be a secret', () => {
    const parsed = parseConfigString('auth|x|hunter2|y|hunter2|z');
    assert.ok('fault' in parsed);
    assert.doesNotMatch(parsed.fault, /hunter2/);
  });
});

describe('writeConfigString', () => {
  const refused: { name: string; pairs: ConfigPair[]; says: RegExp }[] = [
    { name: 'an empty key', pairs: [['a', '1'], ['', '2']], says: /"".*entry 2.*empty/ }, // prettier-ignore
    { name: 'a repeated key', pairs: [['a', '1'], ['a', '2']], says: /"a".*repeated/ }, // prettier-ignore
    { name: 'a pipe in a key', pairs: [['a|b', '1']], says: /"a\|b".*pipe/ },
    { name: 'a pipe in a value', pairs: [['a', '1|2']], says: /value of config key "a".*pipe/ },
  ];
  for (const { name, pairs, says } of refused) {
    it(`throws on ${name}`, () => assert.throws(() => writeConfigString(pairs), { name: 'RangeError', message: says }));
  }
});
