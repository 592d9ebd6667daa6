import { endOfDay } from '../calendar.js';
import { isMailAddress } from '../application/mail-address.js';
import { type FieldType } from './field-type.js';

/** Why a custom field does not take a value. */
export type FieldFault =
  | { is: 'tooLong'; limit: number }
  | { is: 'noNumber'; decimals: number }
  | { is: 'tooSmall' | 'tooLarge'; limit: number }
  | { is: 'noDate' }
  | { is: 'tooEarly' | 'tooLate'; limit: string }
  | { is: 'noChoice'; values: string[] }
  | { is: 'noCheckbox' | 'noPhone' | 'noEmail' };

// Figures of a number that a double holds exactly.
const MAX_DIGITS = 15;
const PHONE = /^\+?[\d ()./\u00a0-]+$/;
const PHONE_DIGITS = { min: 5, max: 15 };

/**
 * Gives why a field of that type does not take the value, and undefined if it does. An empty value is none and has no
 * fault: whether it is missing is another question. A field without a type takes every text.
 */
export function fieldFault(type: FieldType | undefined, value: string): FieldFault | undefined {
  if (type === undefined || value === '') return undefined;
  switch (type.kind) {
    case 'text':
      return [...value].length > type.maxLength ? { is: 'tooLong', limit: type.maxLength } : undefined;
    case 'number':
      return numberFault(type, value);
    case 'date':
      if (endOfDay(value) === undefined) return { is: 'noDate' };
      if (type.min !== undefined && value < type.min) return { is: 'tooEarly', limit: type.min };
      return type.max !== undefined && value > type.max ? { is: 'tooLate', limit: type.max } : undefined;
    case 'choice': {
      const values = type.choices.map((choice) => choice.value);
      return values.includes(value) ? undefined : { is: 'noChoice', values };
    }
    case 'checkbox':
      return value === 'true' || value === 'false' ? undefined : { is: 'noCheckbox' };
    case 'phone':
      return isPhone(value) ? undefined : { is: 'noPhone' };
    case 'email':
      return isMailAddress(value) ? undefined : { is: 'noEmail' };
  }
}

function numberFault(
  { decimals, min, max }: Extract<FieldType, { kind: 'number' }>,
  value: string,
): FieldFault | undefined {
  const [, whole, , fraction = ''] = /^-?(\d+)(\.(\d+))?$/.exec(value) ?? [];
  if (whole === undefined || fraction.length > decimals || whole.length + fraction.length > MAX_DIGITS) {
    return { is: 'noNumber', decimals };
  }
  if (min !== undefined && Number(value) < min) return { is: 'tooSmall', limit: min };
  return max !== undefined && Number(value) > max ? { is: 'tooLarge', limit: max } : undefined;
}

function isPhone(value: string): boolean {
  const digits = value.replace(/\D/g, '').length;
  return PHONE.test(value) && digits >= PHONE_DIGITS.min && digits <= PHONE_DIGITS.max;
}

/** Says for callers of the API what a field takes whose value has this fault. */
export function explainFieldFault(fault: FieldFault): string {
  switch (fault.is) {
    case 'tooLong':
      return `must be at most ${fault.limit} characters long`;
    case 'noNumber':
      return fault.decimals === 0
        ? 'must be a whole number, such as 12'
        : `must be a number such as 12.5 (decimals: at most ${fault.decimals})`;
    case 'tooSmall':
      return `must be at least ${fault.limit}`;
    case 'tooLarge':
      return `must be at most ${fault.limit}`;
    case 'noDate':
      return 'must be a day, YYYY-MM-DD';
    case 'tooEarly':
      return `must not be before ${fault.limit}`;
    case 'tooLate':
      return `must not be after ${fault.limit}`;
    case 'noChoice':
      return `must be one of ${fault.values.join(', ')}`;
    case 'noCheckbox':
      return 'must be true or false';
    case 'noPhone':
      return 'must be a phone number of 5 to 15 digits, such as +44 20 7946 0018';
    case 'noEmail':
      return 'must be an e-mail address';
  }
}
