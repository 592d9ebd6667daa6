import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  fieldsAsPipeString,
  fieldsText,
  parseFields,
  readPlainField,
  readRequestFields,
  type ApplicationField,
} from '../../../engine/application/application-fields.js';
import { parseConfigString } from '../../../engine/config/config-string.js';

const name = fc.oneof(
  fc.stringMatching(/^[a-zé_ ~/]{1,20}$/),
  fc.constantFrom('__proto__', 'constructor', 'email', '0', '7'),
);
const value = fc.oneof(
  fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll(/[|\p{Cc}]/gu, '')),
  fc.constantFrom('', 'a\tb\nc', 'ü'.repeat(2048)),
);
const anyFields = fc.uniqueArray(fc.record({ name, value }, { noNullPrototype: true }), {
  selector: (field) => field.name,
  maxLength: 100,
});

const asSent = (fields: ApplicationField[]) => fields.map((field) => ({ n: field.name, v: field.value }));

describe('the two shapes of fields', () => {
  it('hold the same data in the same order', () => {
    fc.assert(
      fc.property(anyFields, (fields) => {
        const read = readRequestFields(JSON.parse(JSON.stringify(asSent(fields))));
        assert.deepEqual(read, { fields });
        const text = fieldsText(fields);
        const array = JSON.parse(text) as Record<string, string>[];
        const pipe = parseConfigString(fieldsAsPipeString(fields));
        const pairs = fields.map((field) => [field.name, field.value]);
        assert.deepEqual(array.flatMap((one) => Object.entries(one)), pairs); // prettier-ignore
        assert.deepEqual(pipe, { pairs });
        assert.deepEqual(parseFields(text), fields);
      }),
    );
  });

  it('keep a field named __proto__ as an own key', () => {
    assert.equal(fieldsText([{ name: '__proto__', value: 'x' }]), '[{"__proto__":"x"}]');
  });

  it('are as the contract shows them', () => {
    const fields = [
      { name: 'app_full_name', value: 'Ada Lovelace' },
      { name: 'email', value: 'ada@example.com' },
    ];
    assert.equal(fieldsText(fields), '[{"app_full_name":"Ada Lovelace"},{"email":"ada@example.com"}]');
    assert.equal(fieldsAsPipeString(fields), 'app_full_name|Ada Lovelace|email|ada@example.com');
  });
});

describe('readRequestFields', () => {
  it('drops the blanks around an address, in any field, and leaves those of every other text', () => {
    const values = [' ada@example.com\r\n', '\u00a0boss@bücher.example', ' 2 @ noon '];
    const read = readRequestFields(values.map((v, n) => ({ n: `n${n}`, v })));
    assert.ok('fields' in read);
    assert.deepEqual(
      read.fields.map(({ value }) => value),
      ['ada@example.com', 'boss@bücher.example', ' 2 @ noon '],
    );
  });

  it('takes numbers and booleans as their text and leaves null out', () => {
    const sent = [{ n: 'a', v: 1.5 }, { n: 'b', v: false }, { n: 'c', v: null }, { n: 'd', v: '', extra: 1 }]; // prettier-ignore
    assert.deepEqual(readRequestFields(sent), {
      fields: [
        { name: 'a', value: '1.5' },
        { name: 'b', value: 'false' },
        { name: 'd', value: '' },
      ],
    });
  });

  for (const absent of [undefined, null, []]) {
    it(`reads ${JSON.stringify(absent)} as no fields`, () =>
      assert.deepEqual(readRequestFields(absent), { fields: [] }));
  }

  const numbered = (count: number, v: unknown) => Array.from({ length: count }, (_, index) => ({ n: `f${index}`, v }));

  it('takes 100 fields, names of 190 characters and values of 4096 bytes, absent fields not counted', () => {
    const sent = [...numbered(99, '1'), { n: '😀'.repeat(190), v: 'é'.repeat(2048) }, ...numbered(50, null)];
    const read = readRequestFields(sent);
    assert.ok('fields' in read);
    assert.equal(read.fields.length, 100);
  });

  const refused: { name: string; send: unknown; pointers: string[] }[] = [
    { name: 'a string', send: 'email|a', pointers: ['/fields'] },
    { name: 'an object', send: { n: 'a', v: 'b' }, pointers: ['/fields'] },
    { name: 'an entry that is no object', send: ['a', null, [], 1], pointers: ['/fields/0', '/fields/1', '/fields/2', '/fields/3'] }, // prettier-ignore
    { name: 'a missing name', send: [{ v: 'x' }], pointers: ['/fields/0/n'] },
    { name: 'a name that is no string', send: [{ n: 1, v: 'x' }], pointers: ['/fields/0/n'] },
    { name: 'an empty name', send: [{ n: '', v: 'x' }], pointers: ['/fields/0/n'] },
    { name: 'a name of 191 characters', send: [{ n: 'x'.repeat(191), v: 'x' }], pointers: ['/fields/0/n'] },
    { name: 'a pipe in a name', send: [{ n: 'a|b', v: 'x' }], pointers: ['/fields/0/n'] },
    { name: 'a newline in a name', send: [{ n: 'a\nb', v: 'x' }], pointers: ['/fields/0/n'] },
    { name: 'half a surrogate pair', send: [{ n: '\ud800', v: '\udc00' }], pointers: ['/fields/0/n', '/fields/0/v'] },
    { name: 'a missing value', send: [{ n: 'a' }], pointers: ['/fields/0/v'] },
    { name: 'a value that is an object', send: [{ n: 'a', v: {} }], pointers: ['/fields/0/v'] },
    { name: 'a value that is a list', send: [{ n: 'a', v: ['x'] }], pointers: ['/fields/0/v'] },
    { name: 'a pipe in a value', send: [{ n: 'a', v: 'x|y' }], pointers: ['/fields/0/v'] },
    { name: 'a value of 4097 bytes', send: [{ n: 'a', v: `${'é'.repeat(2048)}x` }], pointers: ['/fields/0/v'] },
    { name: 'a carriage return in a value', send: [{ n: 'a', v: 'x\r\ny' }], pointers: ['/fields/0/v'] },
    { name: 'a repeated name', send: [{ n: 'a', v: 'x' }, { n: 'b', v: 'x' }, { n: 'a', v: 'x' }], pointers: ['/fields/2/n'] }, // prettier-ignore
    { name: '101 fields', send: numbered(101, 1), pointers: ['/fields'] },
    { name: 'very many faulty entries with one fault', send: Array(100_000).fill(0), pointers: ['/fields'] },
    { name: 'several faults together', send: [{ n: '', v: '|' }, { n: 'ok', v: null }, 5], pointers: ['/fields/0/n', '/fields/0/v', '/fields/2'] }, // prettier-ignore
  ];
  for (const { name, send, pointers } of refused) {
    it(`refuses ${name}`, () => {
      const read = readRequestFields(send);
      assert.ok('faults' in read);
      assert.deepEqual(read.faults.map((fault) => fault.pointer), pointers); // prettier-ignore
    });
  }

  it('lets no pipe in, wherever it stands', () => {
    fc.assert(
      fc.property(anyFields, fc.boolean(), name, value, (fields, inName, head, tail) => {
        const piped = `${head}|${tail.slice(0, 20)}`;
        const sent = [...asSent(fields.slice(0, 99)), inName ? { n: piped, v: 'x' } : { n: `${head}~new`, v: piped }];
        assert.ok('faults' in readRequestFields(sent));
      }),
    );
  });
});

describe('readPlainField', () => {
  it('reads a value and its text', () => {
    assert.deepEqual(readPlainField('email', 'a@b'), { field: { name: 'email', value: 'a@b' } });
    assert.deepEqual(readPlainField('age', 7), { field: { name: 'age', value: '7' } });
  });

  it('gives no field for an absent or null value', () => {
    assert.deepEqual(readPlainField('email', undefined), {});
    assert.deepEqual(readPlainField('email', null), {});
  });

  for (const value of ['a|b', {}, ['x'], '\u0000', 'x'.repeat(4097)]) {
    it(`refuses ${JSON.stringify(value).slice(0, 20)} by the parameter's name`, () => {
      const read = readPlainField('a/b~c', value);
      assert.ok('faults' in read);
      assert.deepEqual(read.faults.map((fault) => fault.pointer), ['/a~1b~0c']); // prettier-ignore
    });
  }
});
