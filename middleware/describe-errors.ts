import { type ErrorObject } from 'ajv';
import { nearestWord } from '../engine/config/nearest-word.js';
import { type Fault } from '../engine/fault.js';
import { jsonPointer, readPointer } from '../engine/json-pointer.js';

const MAX_FAULTS = 20;
// A hostile body can break one rule a hundred thousand times.
const MAX_ERRORS_READ = 1000;
const MAX_KEY_LENGTH = 100;

/**
 * Puts ajv's errors into words for integrators. Each fault names the field as it is written in the request and says
 * what is valid, in the schema's own `x-valid` words ("must be ...") where it has them. This needs ajv's `verbose`,
 * because the words are in the schema. It gives at most 20 faults and never repeats a sent value or a control
 * character. An unknown key that is almost a known one is told which, and the missing key that it stands for is not
 * told too, because it is the same fault. Without `named` the detail does not name the field, because the pointer does.
 */
export function describeErrors(errors: ErrorObject[] | null | undefined, { named = true } = {}): Fault[] {
  const read = (errors ?? []).slice(0, MAX_ERRORS_READ);
  const isExplained = choicesAmong(read);
  const all = read.filter((error) => error.keyword !== 'if' && !isExplained(error));
  const meant = misspeltAmong(all);
  // What is missing under its right name stands there under a wrong one: that is one fault.
  const misspelt = new Set([...meant].map(([{ instancePath }, key]) => instancePath + jsonPointer(key)));
  const faults = new Map<string, Fault>();
  for (const error of all) {
    if (error.keyword === 'required' && misspelt.has(placeOf(error))) continue;
    const fault = describe(error, { named, meant: meant.get(error) });
    faults.set(`${fault.pointer} ${fault.detail}`, fault);
    if (faults.size >= MAX_FAULTS) break;
  }
  return [...faults.values()];
}

/**
 * Tells whether the error of a choice already explains an error: ajv also lists why each branch of a choice failed.
 * Errors are found by their place and not by comparing each pair, because there may be a thousand of both.
 */
function choicesAmong(errors: readonly ErrorObject[]): (error: ErrorObject) => boolean {
  const choices = errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf');
  const schemaPaths = new Set(choices.map(({ schemaPath }) => schemaPath));
  // When two choices have one place, the outer one is used. ajv lists it last.
  const lastAt = new Map(choices.map((choice) => [choice.instancePath, choice]));
  return (error) => {
    if (beginnings(error.schemaPath).some((path) => schemaPaths.has(path))) return true;
    // Below a $ref the schema path starts again. Errors at the root may have nothing to do with the choice.
    const places = beginnings(error.instancePath).filter((place) => place !== '');
    if (places.some((place) => lastAt.has(place))) return true;
    const here = error.instancePath === '' ? undefined : lastAt.get(error.instancePath);
    return here !== undefined && here !== error;
  };
}

/** The paths above a path: `/a/b` has the empty one and `/a`. */
function beginnings(path: string): string[] {
  const ends = [...path.matchAll(/\//g)].map(({ index }) => index);
  return ends.map((end) => path.slice(0, end));
}

type Params = Record<string, unknown>;

/** The errors of unknown keys that are almost a known one, each with the known key. No two mean the same key. */
function misspeltAmong(errors: readonly ErrorObject[]): Map<ErrorObject, string> {
  const missing = errors.filter(({ keyword }) => keyword === 'required');
  const meant = new Map<ErrorObject, string>();
  const taken = new Set<string>();
  // A hostile body can have a thousand unknown keys, and only so many faults are told.
  for (const error of errors.filter(({ keyword }) => UNKNOWN_KEY.has(keyword)).slice(0, MAX_FAULTS)) {
    const { instancePath, parentSchema, data } = error;
    const known = Object.entries((parentSchema?.properties as object | undefined) ?? {});
    const absent = [
      ...missing.filter((one) => one.instancePath === instancePath).map(keyOf),
      // What has a default is there although it was not sent.
      ...known.flatMap(([key, schema]) => (Object.hasOwn(data as object, key) && !hasDefault(schema) ? [] : key)),
    ].filter((key) => !taken.has(instancePath + jsonPointer(key)));
    const near = nearestWord(keyOf(error).slice(0, MAX_KEY_LENGTH), absent);
    if (near === undefined) continue;
    meant.set(error, near);
    taken.add(instancePath + jsonPointer(near));
  }
  return meant;
}

const hasDefault = (schema: unknown): boolean => Object.hasOwn(Object(schema) as object, 'default');
const UNKNOWN_KEY = new Set(['additionalProperties', 'unevaluatedProperties']);

/** The key that an error is about; empty if it is about the value as a whole. */
function keyOf({ params }: ErrorObject): string {
  const { missingProperty, additionalProperty, unevaluatedProperty } = params as Params;
  const key = missingProperty ?? additionalProperty ?? unevaluatedProperty;
  return typeof key === 'string' ? key : '';
}

/** The pointer to what an error is about. */
function placeOf(error: ErrorObject): string {
  const key = keyOf(error);
  return key === '' ? error.instancePath : error.instancePath + jsonPointer(key.slice(0, MAX_KEY_LENGTH));
}

function describe(error: ErrorObject, { named, meant }: { named: boolean; meant: string | undefined }): Fault {
  // The sender chooses the names. Control characters in them could reach a terminal that prints the reply.
  const pointer = placeOf(error).replace(/\p{Cc}/gu, '\uFFFD');
  const rule = ruleOf(error) + (meant === undefined ? '' : `: write ${meant}`);
  const detail = named ? `${readPointer(pointer) || 'the value as a whole'} ${rule}` : rule;
  return { pointer, detail, keyword: error.keyword };
}

function ruleOf(error: ErrorObject): string {
  const { keyword, message, parentSchema } = error;
  const params = error.params as Params;
  const { 'x-valid': words, title } = (parentSchema ?? {}) as Params;
  const rule = RULES[keyword];
  if (NAMING.has(keyword) && rule) return rule(params);
  if (typeof words === 'string') return `must be ${words}`;
  const meaning = typeof title === 'string' ? ` (${title})` : '';
  return `${rule ? rule(params) : `is not valid: it ${message ?? 'breaks a rule'}`}${meaning}`;
}

/**
 * In these rules the fault is a name, or the number of names. The words of the schema around it do not explain that.
 */
const NAMING = new Set([
  'required',
  'dependentRequired',
  'additionalProperties',
  'unevaluatedProperties',
  'maxProperties',
]);

const RULES: Record<string, (params: Params) => string> = {
  required: () => 'is required',
  dependentRequired: ({ property }) => `is required together with ${String(property)}`,
  additionalProperties: () => 'is not a known name here',
  unevaluatedProperties: () => 'is not a known name here',
  type: ({ type }) => `must be of type ${[type].flat().join(' or ')}`,
  enum: ({ allowedValues }) => `must be one of ${(allowedValues as unknown[]).join(', ')}`,
  const: ({ allowedValue }) => `must be ${String(allowedValue)}`,
  minimum: ({ limit }) => `must be at least ${String(limit)}`,
  maximum: ({ limit }) => `must be at most ${String(limit)}`,
  exclusiveMinimum: ({ limit }) => `must be more than ${String(limit)}`,
  exclusiveMaximum: ({ limit }) => `must be less than ${String(limit)}`,
  multipleOf: ({ multipleOf }) => `must be a multiple of ${String(multipleOf)}`,
  minLength: ({ limit }) => (limit === 1 ? 'must not be empty' : `must have at least ${String(limit)} characters`),
  maxLength: ({ limit }) => `must have at most ${String(limit)} characters`,
  minItems: ({ limit }) => (limit === 1 ? 'must not be empty' : `must have at least ${String(limit)} items`),
  maxItems: ({ limit }) => `must have at most ${String(limit)} items`,
  maxProperties: ({ limit }) => `must have at most ${String(limit)} keys`,
  uniqueItems: () => 'must not hold the same item twice',
  format: ({ format }) => `must be a valid ${String(format)}`,
  pattern: ({ pattern }) => `must match ${String(pattern)}`,
  anyOf: () => 'has none of the allowed forms',
  oneOf: () => 'must have exactly one of the allowed forms',
};
