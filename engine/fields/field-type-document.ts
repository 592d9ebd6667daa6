import { type FieldType } from './field-type.js';

/** The type of a custom field and its limits, in the form of a position file. All of it may be missing. */
export interface FieldTypeDocument {
  type?: FieldType['kind'];
  max_length?: number;
  min?: number | string;
  max?: number | string;
  decimals?: number;
  choices?: { value: string; caption?: Record<string, string> }[];
}

/** The type in a checked file. Undefined for a text without a limit of its own. */
export function readFieldType(document: FieldTypeDocument): FieldType | undefined {
  const { type: kind = 'text', max_length: maxLength, decimals = 0, choices = [] } = document;
  const { min, max } = document;
  switch (kind) {
    case 'text':
      return maxLength === undefined ? undefined : { kind, maxLength };
    case 'number':
      return { kind, decimals, ...(typeof min === 'number' && { min }), ...(typeof max === 'number' && { max }) };
    case 'date':
      return { kind, ...(typeof min === 'string' && { min }), ...(typeof max === 'string' && { max }) };
    case 'choice':
      return { kind, choices: choices.map(({ value, caption = {} }) => ({ value, caption })) };
    case 'checkbox':
    case 'phone':
    case 'email':
      return { kind };
  }
}

/** The same type in the form of a file. */
export function writeFieldType(type: FieldType | undefined): FieldTypeDocument {
  if (type === undefined) return {};
  const { kind, ...limits } = type;
  if ('maxLength' in limits) return { type: 'text', max_length: limits.maxLength };
  if ('choices' in limits) {
    const choices = limits.choices.map(({ value, caption }) => ({
      value,
      ...(Object.keys(caption).length > 0 && { caption }),
    }));
    return { type: 'choice', choices };
  }
  const { decimals, ...bounds } = { decimals: 0, ...limits };
  return { type: kind, ...bounds, ...(decimals > 0 && { decimals }) };
}
