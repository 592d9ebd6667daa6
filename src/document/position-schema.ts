import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Fault } from '../../engine/fault.js';
import { type PositionDocument } from '../../engine/position/position-document.js';
import { type JsonSchema } from './openapi-document.js';
import { packageRoot } from './openapi.js';
import { resolveReferences } from './resolve-references.js';
import { stagedCheckCompiler } from './staged-check.js';

/** Reads the JSON Schema of position files. Works when called from src and from dist/src. */
export function loadPositionSchema(): object {
  return JSON.parse(readFileSync(join(packageRoot(), 'engine/position/position.schema.json'), 'utf8')) as object;
}

/**
 * Compiles the check of a parsed position file against the schema. The check returns the value as a document, or its
 * faults. There are at most 20 faults, and only the first for a faulty file that is very large.
 */
export function compilePositionSchema(): (value: unknown) => { document: PositionDocument } | { faults: Fault[] } {
  const compile = stagedCheckCompiler({ named: false, prepare: (ajv) => ajv.addVocabulary(['x-valid']) });
  const root = loadPositionSchema();
  const { $defs: _, ...schema } = root as JsonSchema;
  const check = compile(resolveReferences(schema, root));
  return (value) => {
    const faults = check(value);
    if (faults.length === 0) return { document: value as PositionDocument };
    return { faults };
  };
}
