import { Ajv2020, type ErrorObject, type Options, type ValidateFunction } from 'ajv/dist/2020.js';
import { type Fault } from '../../engine/fault.js';
import { describeErrors } from '../../middleware/describe-errors.js';
import { type JsonSchema } from './openapi-document.js';

/** Returns the faults of a value; none if it is valid. */
export type SchemaCheck = (value: unknown) => Fault[];

export interface StagedCheckOptions {
  /** Adds the schemas' own formats and keywords. */
  prepare(ajv: Ajv2020): void;
  /** Converts values to what the schema asks for and fills in defaults, both in place. */
  coerce?: boolean;
  /** Whether the text of a fault names the field, see `describeErrors`. */
  named?: boolean;
}

// With three faults in each value, finding all faults of this many values takes 20 ms.
const MAX_VALUES = 20_000;
// The time of a pattern can grow with the square of the text's length. ajv tries the pattern even on a text that is too
// long.
const MAX_TEXT_LENGTH = 16_384;

/**
 * Returns a compiler of schemas without references (ajv copies the list of errors at each, see decision 0020). The
 * first pass of a check stops at the first fault, and checks the limit of an array before its items. A valid value
 * needs only this pass. A faulty value is checked once more for all its faults. If it is so large that this could take
 * long, only the first fault is named.
 */
export function stagedCheckCompiler({ prepare, coerce = false, named = true }: StagedCheckOptions) {
  const ajvOf = (options: Options): Ajv2020 => {
    const ajv = new Ajv2020({
      strict: true,
      allowUnionTypes: true,
      // The tests hold every schema against the rules of JSON Schema. At a start that would cost 0.1 s.
      validateSchema: false,
      // describeErrors takes its words from the schema that failed.
      verbose: true,
      coerceTypes: coerce,
      useDefaults: coerce,
      // Without a logger nothing is written to the console. Strict mode throws, so no warning is lost.
      logger: false,
      ...options,
    });
    prepare(ajv);
    return ajv;
  };
  const stopping = ajvOf({ allErrors: false });
  let finding: Ajv2020 | undefined;
  return (schema: JsonSchema): SchemaCheck => {
    const findFirst = stopping.compile(schema);
    let findAll: ValidateFunction | undefined;
    return (value) => {
      if (findFirst(value)) return [];
      const first = findFirst.errors;
      if (!isSmall(value)) return describe(first);
      // Compiled at the first fault, because most schemas never meet one.
      findAll ??= (finding ??= ajvOf({ allErrors: true })).compile(schema);
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
    // Only the keys are counted here: reading the values of 100,000 keys takes three times as long.
    left -= Array.isArray(part) ? part.length : Object.keys(part).length;
    if (left < 0) return false;
    open.push(...(Object.values(part) as unknown[]));
  }
  return true;
}
