import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse as parseLossless } from 'lossless-json';
import { JsonLimitError, parseJson } from '../../middleware/lossless-json.js';

// This number makes the parser read the text losslessly. It does not change the meaning of the rest.
const FRAGILE = '18446744073709551615';
const losslessly = (text: string): unknown => (parseJson(`[${FRAGILE},${text}]`) as unknown[])[1];

describe('parseJson', () => {
  for (const { text, value } of [
    { text: '18446744073709551615', value: '18446744073709551615' },
    { text: '9007199254740993', value: '9007199254740993' },
    { text: '9007199254740992', value: 9007199254740992 },
    { text: '-9007199254740993', value: '-9007199254740993' },
    { text: '123456789012345', value: 123456789012345 },
    { text: '1.0', value: '1.0' },
    { text: '1.5', value: 1.5 },
    { text: '-0', value: '-0' },
    { text: '-0.5', value: -0.5 },
    { text: '1e3', value: '1e3' },
    { text: '1E400', value: '1E400' },
    { text: '0.1000', value: '0.1000' },
    { text: '0', value: 0 },
    { text: '-1', value: -1 },
  ]) {
    it(`gives ${JSON.stringify(value)} for ${text}, wherever it stands`, () => {
      assert.deepEqual(parseJson(text), value);
      assert.deepEqual(parseJson(` [${text},{"a" : ${text}}]`), [value, { a: value }]);
      assert.deepEqual(parseJson(`{"a":\n${text}}`), { a: value });
    });
  }

  for (const { name, parse } of [
    { name: 'plain', parse: parseJson },
    { name: 'lossless', parse: losslessly },
  ]) {
    describe(`on the ${name} way`, () => {
      it('lets the last of repeated keys win', () => {
        assert.deepEqual(parse('{"a":1,"b":2,"a":[3]}'), { a: [3], b: 2 });
      });

      it('takes __proto__ as a key like any other', () => {
        const value = parse('{"__proto__":{"admin":true}}') as object;
        assert.equal(Object.getPrototypeOf(value), Object.prototype);
        assert.deepEqual(Object.keys(value), ['__proto__']);
        assert.equal(({} as { admin?: unknown }).admin, undefined);
      });

      it('reads 60 levels and refuses 65 and 100,000 as a SyntaxError', () => {
        parse('['.repeat(60) + ']'.repeat(60));
        for (const levels of [65, 100_000]) {
          assert.throws(() => parse('['.repeat(levels) + ']'.repeat(levels)), SyntaxError);
          assert.throws(() => parse('{"a":'.repeat(levels)), SyntaxError);
        }
      });

      it('reads any number of arrays and objects side by side', () => {
        assert.equal((parse(`[${new Array(100).fill('[{}]').join()}]`) as unknown[]).length, 100);
      });

      it('does not count brackets in strings', () => {
        const text = `\\"${'['.repeat(100)}`;
        assert.equal(parse(`"${text}"`), `"${'['.repeat(100)}`);
      });

      for (const text of [
        '{',
        '[1,]',
        '{"a":1,}',
        '{a:1}',
        "'a'",
        '01',
        '+1',
        '1.',
        '.5',
        '1e',
        '"\n"',
        '"\\x"',
        'tru',
        '',
      ]) {
        it(`refuses ${JSON.stringify(text)}`, () => assert.throws(() => parse(text), SyntaxError));
      }
    });
  }

  it('agrees with JSON.parse, value or refusal, on any text without such numbers', () => {
    const outcome = (parse: (text: string) => unknown, text: string) => {
      try {
        return { value: parse(text) };
      } catch (error) {
        return { refused: error instanceof SyntaxError };
      }
    };
    const json = fc.json({ maxDepth: 6, stringUnit: 'binary' });
    const mangled = fc
      .tuple(json, fc.nat(), fc.constantFrom(...'[]{}",:0 \\tn'))
      .map(
        ([text, at, character]) =>
          text.slice(0, at % (text.length + 1)) + character + text.slice(at % (text.length + 1)),
      );
    const texts = fc.oneof(json, mangled).filter((text) => !/\d[.eE]|-0|\d{16}/.test(text));
    fc.assert(
      fc.property(texts, (text) => {
        assert.deepEqual(outcome(parseJson, text), outcome(JSON.parse, text));
        const wrapped = outcome((inner) => (JSON.parse(`[0,${inner}]`) as unknown[])[1], text);
        assert.deepEqual(outcome(losslessly, text), wrapped);
      }),
      { numRuns: 1000 },
    );
  });

  it('agrees with a parser made for it, value or refusal, on any text with such numbers', () => {
    const parseNumber = (source: string) => (String(Number(source)) === source ? Number(source) : source);
    const byLibrary = (text: string) => parseLossless(text, undefined, { parseNumber, onDuplicateKey: ({ newValue }) => newValue }); // prettier-ignore
    const outcome = (parse: (text: string) => unknown, text: string) => {
      try {
        return { value: parse(text) };
      } catch (error) {
        return { refused: error instanceof SyntaxError };
      }
    };
    const number = fc.constantFrom(
      '1.0',
      '-0',
      '1e3',
      '-1E+05',
      '18446744073709551616',
      '0.10',
      '-',
      '1.',
      '01.0',
      '7',
    );
    const text = fc
      .array(fc.oneof(number, fc.constantFrom(...'[]{}",: \n\\'.split(''), '"a"', '"a":', '"1.0"', '\\"', 'true')))
      .map((pieces) => pieces.join(''));
    const nested = fc.tuple(fc.json({ maxDepth: 3 }), number, fc.nat()).map(([json, inner, at]) => {
      const place = at % (json.length + 1);
      return json.slice(0, place) + inner + json.slice(place);
    });
    fc.assert(
      fc.property(fc.oneof(text, nested), (made) =>
        assert.deepEqual(outcome(parseJson, made), outcome(byLibrary, made)),
      ),
      { numRuns: 5000 },
    );
  });

  it('tells where a text with such numbers is at fault', () => {
    assert.throws(() => parseJson('[1.0,1.0,1.0 1]'), /position 13/);
  });

  for (const { name, text } of [
    { name: 'nesting, closed or not', text: '['.repeat(100_000) },
    { name: 'keys of an object', text: `{${'"a":1,'.repeat(1000)}"b":1}` },
    { name: 'keys of an object within', text: `{"a":[{"b":{${'"a":1,'.repeat(1000)}"b":1}}]}` },
  ]) {
    it(`refuses too much of it by a name of its own: ${name}`, () => {
      assert.throws(() => parseJson(text, { maxKeys: 1000 }), JsonLimitError);
    });
  }

  it('counts the keys of each object by itself, and not what stands in texts', () => {
    const thousand = `{${'"a:{":[{"b":1}],'.repeat(999)}"c":":::"}`;
    parseJson(`{"a":[${thousand},${thousand}]}`, { maxKeys: 1 });
    parseJson(`{${'"a":1,'.repeat(5000)}"b":1}`);
  });

  it('loses no digit of any integer', () => {
    fc.assert(
      fc.property(fc.bigInt(), (integer) => {
        assert.equal(String((parseJson(`{"id":${integer}}`) as { id: unknown }).id), String(integer));
      }),
    );
  });
});
