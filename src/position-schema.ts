import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { type PointedFault } from '../engine/json-pointer.js';
import { type PositionDocument } from '../engine/position-document.js';
import { describeErrors } from '../middleware/describe-errors.js';
import { packageRoot } from './openapi.js';

/** Reads the JSON Schema of position files, be it from src or from dist/src. */
export function loadPositionSchema(): object {
  return JSON.parse(readFileSync(join(packageRoot(), 'engine/position.schema.json'), 'utf8')) as object;
}

/**
 * Compiles the check of a parsed position file against the schema. The check gives the value back, as what it then is, or
 * its faults (at most 20).
 */
export function compilePositionSchema(): (
  value: unknown,
) => { document: PositionDocument } | { faults: PointedFault[] } {
  const ajv = new Ajv2020({
    strict: true,
    allErrors: true,
    allowUnionTypes: true,
    // describeErrors takes its words from the schema that failed.
    verbose: true,
    logger: false,
  });
  ajv.addVocabulary(['x-valid']);
  const validate = ajv.compile<PositionDocument>(loadPositionSchema());
  return (value) => {
    if (validate(value)) return { document: value };
    const faults = describeErrors(validate.errors as ErrorObject[], { named: false });
    return { faults: faults.map(({ pointer, detail }) => ({ pointer, detail })) };
  };
}
