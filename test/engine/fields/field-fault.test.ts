import assert from 'node:assert/strict';
import fc from 'fast-check';
import { explainFieldFault, fieldFault } from '../../../engine/fields/field-fault.js';
import { type FieldType } from '../../../engine/fields/field-type.js';

const CHOICES = {
  kind: 'choice',
  choices: [
    { value: 'day', caption: {} },
    { value: 'night', caption: {} },
  ],
} as const;

const CASES: { type: FieldType; fits: string[]; faults: Record<string, string[]> }[] = [
  { type: { kind: 'text', maxLength: 3 }, fits: ['abc', '😀😀😀'], faults: { tooLong: ['abcd'] } },
  {
    type: { kind: 'number', decimals: 0, min: -5, max: 10 },
    fits: ['0', '10', '-5', '007'],
    faults: {
      noNumber: ['1.5', '1.', '.5', '1e1', '+1', ' 1', '1,5', 'ten', '--1', '1234567890123456', '٣'],
      tooSmall: ['-6'],
      tooLarge: ['11'],
    },
  },
  { type: { kind: 'number', decimals: 2 }, fits: ['1.25', '-0.5', '3'], faults: { noNumber: ['1.255', '1.2.5'] } },
  {
    type: { kind: 'date', min: '2026-01-31', max: '2026-12-31' },
    fits: ['2026-01-31', '2026-12-31'],
    faults: {
      noDate: ['2026-02-30', '31.01.2026', '2026-1-31', '0000-01-01', 'today'],
      tooEarly: ['2026-01-30', '0001-01-01'],
      tooLate: ['2027-01-01'],
    },
  },
  {
    type: { ...CHOICES, choices: [...CHOICES.choices] },
    fits: ['day', 'night'],
    faults: { noChoice: ['Day', 'dusk'] },
  },
  { type: { kind: 'checkbox' }, fits: ['true', 'false'], faults: { noCheckbox: ['yes', '1', 'TRUE'] } },
  {
    type: { kind: 'phone' },
    fits: ['+44 20 7946 0018', '(020) 7946-0018', '12345'],
    faults: { noPhone: ['1234', '1234567890123456', '020 7946 0018 ext 5', '44+20794', 'call me'] },
  },
  { type: { kind: 'email' }, fits: ['ada@example.com'], faults: { noEmail: ['ada', 'a@b@c'] } },
];

describe('fieldFault', () => {
  for (const { type, fits, faults } of CASES) {
    it(`finds what a ${type.kind} ${JSON.stringify({ ...type, kind: undefined })} does not take`, () => {
      for (const value of [...fits, '']) assert.equal(fieldFault(type, value), undefined, value);
      for (const [is, values] of Object.entries(faults)) {
        for (const value of values) assert.equal(fieldFault(type, value)?.is, is, value);
      }
    });
  }

  it('takes any text where the field has no type', () => {
    fc.assert(fc.property(fc.string(), (value) => fieldFault(undefined, value) === undefined));
  });

  it('can explain every fault, and never throws', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CASES), fc.string({ unit: 'binary' }), ({ type }, value) => {
        const fault = fieldFault(type, value);
        assert.ok(fault === undefined || explainFieldFault(fault).startsWith('must '));
      }),
    );
  });
});
