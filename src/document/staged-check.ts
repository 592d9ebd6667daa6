import { Ajv2020, type ErrorObject, type Options, type ValidateFunction } from 'ajv/dist/2020.js';
import { type Fault } from '../../engine/fault.js';
import { describeErrors } from '../../middleware/describe-errors.js';
import { type Schema } from './openapi-document.js';

/** Names the faults of a value, none if it is valid. */
export type SchemaCheck = (value: unknown) => Fault[];

export interface StagedCheckOptions {
  /** Adds formats and words of the schemas' own. */
  prepare(ajv: Ajv2020): void;
  /** Turns values into what the schema asks for and fills in defaults, both in place. */
  coerce?: boolean;
  /** Whether the words name the field, see `describeErrors`. */
  named?: boolean;
}

// Looking for all faults of so much takes 20 ms where each value has three.
const MAX_VALUES = 20_000;
// A pattern may need the square of a text's length, and is tried on a text that is too long as well.
const MAX_TEXT_LENGTH = 16_384;

/**
 * Gives a compiler of schemas without references (ajv copies the list of errors behind each, see decision 0020). The
 * check of a value stops at the first fault: that is all that a valid one costs, and limits of arrays come before what
 * is in them. A faulty value is gone through once more for all its faults, unless it is so large that this could take
 * long: then the first fault is all that is named.
 */
export function stagedCheckCompiler({ prepare, coerce = false, named = true }: StagedCheckOptions) {
  const ajvOf = (options: Options): Ajv2020 => {
    const ajv = new Ajv2020({
      strict: true,
      allowUnionTypes: true,
      // describeErrors takes its words from the schema that failed.
      verbose: true,
      coerceTypes: coerce,
      useDefaults: coerce,
      // A library writes to no console; what strict mode only warns of would be lost, so nothing is: it throws.
      logger: false,
      ...options,
    });
    prepare(ajv);
    return ajv;
  };
  const stopping = ajvOf({ allErrors: false });
  return (schema: Schema): SchemaCheck => {
    const findFirst = stopping.compile(schema);
    let findAll: ValidateFunction | undefined;
    return (value) => {
      if (findFirst(value)) return [];
      const first = findFirst.errors;
      if (!isSmall(value)) return describe(first);
      // Compiled by the first fault, for most schemas never meet one. The schema itself was found to be right above.
      findAll ??= ajvOf({ allErrors: true, validateSchema: false }).compile(schema);
      return describe(findAll(value) ? first : findAll.errors);
    };
  };

  function describe(errors: ErrorObject[] | null | undefined): Fault[] {
    return describeErrors(errors, { named });
  }
}

function isSmall(value: unknown): boolean {
  let left = MAX_VALUES;
  const open = [value];
  while (open.length > 0) {
    const part = open.pop();
    if (typeof part === 'string' && part.length > MAX_TEXT_LENGTH) return false;
    if (typeof part !== 'object' || part === null) continue;
    // The values of a hundred thousand keys take three times as long as the keys.
    left -= Array.isArray(part) ? part.length : Object.keys(part).length;
    if (left < 0) return false;
    open.push(...(Object.values(part) as unknown[]));
  }
  return true;
}
