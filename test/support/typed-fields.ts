import { type FieldType } from '../../engine/fields/field-type.js';
import { type CustomField } from '../../engine/position/position.js';

const field = (aname: string, type: FieldType, more: Partial<CustomField> = {}): CustomField => ({
  ...{ aname, caption: { eng: `The ${aname}` }, mandatory: false, partner: true, applicant: true, type },
  ...more,
});

/** A custom field of each type, with limits. The box must be ticked. */
export const TYPED_FIELDS: readonly CustomField[] = [
  field('motto', { kind: 'text', maxLength: 10 }),
  field('years', { kind: 'number', decimals: 1, min: 0, max: 60 }),
  field('start', { kind: 'date', min: '2026-01-01', max: '2026-12-31' }),
  field('shift', {
    kind: 'choice',
    choices: [
      { value: 'day', caption: { eng: 'By day' } },
      { value: 'night', caption: { eng: 'By night' } },
    ],
  }),
  field('licence', { kind: 'checkbox' }, { mandatory: true }),
  field('mobile', { kind: 'phone' }),
  field('second', { kind: 'email' }),
];
