import { type JsonSchema } from '../../src/document/openapi-document.js';

/** A place of a request that takes an array, an object or a text. */
export interface HostilePlace {
  /** A pointer to the place. Instead of an index it has the number of items, each of which has the place. */
  name: string;
  /** Whether an array or an object is valid in the place. */
  holdsMembers: boolean;
  /** A valid value that contains the place. */
  valid: unknown;
  fillings: Filling[];
}

export interface Filling {
  name: string;
  /** Returns the valid value with this many members in the place. The members are wrong or too many. */
  make(members: number): unknown;
}

/**
 * Returns the places of a schema without references. A place inside a list appears twice: once in a list that is as
 * short as allowed, and once in each item of a list that is as long as allowed. `isValid` decides to which of several
 * forms a place belongs. Throws if no valid value has a place.
 */
export function hostilePlaces(schema: JsonSchema, isValid: (value: unknown) => boolean): HostilePlace[] {
  const places = [false, true].flatMap((longLists) => placesOf(schema, longLists));
  const found = new Map(places.filter(({ valid }) => isValid(valid)).map((place) => [place.name, place]));
  const lost = places.find(({ name }) => !found.has(name));
  if (lost) throw new Error(`No valid value has the place ${lost.name}: ${JSON.stringify(lost.valid)}`);
  return [...found.values()];
}

function placesOf(schema: JsonSchema, longLists: boolean): HostilePlace[] {
  const here = {
    name: '',
    holdsMembers: holdsMembers(schema),
    valid: validValue(schema),
    fillings: fillingsOf(schema),
  };
  return [here, ...variantsOf(schema).flatMap((variant) => placesWithin(variant, longLists))];
}

function holdsMembers(schema: JsonSchema): boolean {
  const types = variantsOf(schema).flatMap(({ type = ['array', 'object'] }) => type as string | string[]);
  return types.some((type) => type === 'array' || type === 'object');
}

function fillingsOf(schema: JsonSchema): Filling[] {
  const [variant = {}] = variantsOf(schema);
  const { items, patternProperties = {} } = variant as Shape;
  const member = Object.values(patternProperties)[0];
  const text = String(validValue({ type: 'string', ...schema })) || 'x';
  return [
    { name: 'zeros', make: (members) => new Array(members).fill(0) },
    { name: 'empty objects', make: (members) => new Array(members).fill({}) },
    { name: 'keys', make: (members) => mapOf(members, 0) },
    ...(items ? [{ name: 'valid items', make: (members: number) => new Array(members).fill(validValue(items)) }] : []),
    ...(member ? [{ name: 'valid keys', make: (members: number) => mapOf(members, validValue(member)) }] : []),
    { name: 'a text', make: (members) => repeated(text, members) },
    // A text of this length is the longest that is searched for all its faults.
    { name: 'a shorter text', make: (members) => repeated(text, Math.min(members, 16_384)) },
  ];
}

function placesWithin(schema: JsonSchema, longLists: boolean): HostilePlace[] {
  const { properties = {}, patternProperties = {}, items, maxItems = 1, minItems = 1 } = schema as Shape;
  const parts = [
    ...Object.entries(properties),
    ...Object.values(patternProperties).map((part) => ['eng', part] as const),
  ];
  const around = validValue(schema) as object;
  const inMembers = parts.flatMap(([key, part]) =>
    placesOf(part, longLists).map((place) => embedded(place, key, (value) => ({ ...around, [key]: value }))),
  );
  if (!items) return inMembers;
  const count = longLists ? maxItems : minItems;
  const inItems = placesOf(items, longLists).map(({ fillings, ...place }) => {
    const shared = fillings.map(({ name, make }) => ({
      name,
      make: (members: number) => make(Math.ceil(members / count)),
    }));
    return embedded({ ...place, fillings: shared }, String(count), (value) => new Array(count).fill(value));
  });
  return [...inMembers, ...inItems];
}

function embedded(
  { name, holdsMembers, valid, fillings }: HostilePlace,
  step: string,
  around: (value: unknown) => unknown,
): HostilePlace {
  return {
    name: `/${step}${name}`,
    holdsMembers,
    valid: around(valid),
    fillings: fillings.map(({ name, make }) => ({ name, make: (members) => around(make(members)) })),
  };
}

interface Shape {
  properties?: Record<string, JsonSchema>;
  patternProperties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  minItems?: number;
  maxItems?: number;
  required?: string[];
}

/** Returns a small value that is valid for the schema. */
function validValue(schema: JsonSchema): unknown {
  const [variant = {}] = variantsOf(schema);
  const { type = 'string', const: only, enum: choices, examples, minimum = 1 } = variant as Record<string, unknown>;
  const { required = [], properties = {}, items = {}, minItems = 0 } = variant as Shape;
  if (only !== undefined) return only;
  if (choices !== undefined) return (choices as unknown[])[0];
  if (examples !== undefined) return (examples as unknown[])[0];
  switch ([type].flat()[0]) {
    case 'object': {
      const needsOne = required.length === 0 && 'minProperties' in variant;
      const keys = needsOne ? Object.keys(properties).slice(0, 1) : required;
      return Object.fromEntries(keys.map((key) => [key, validValue(properties[key] ?? {})]));
    }
    case 'array':
      return new Array(minItems).fill(validValue(items));
    case 'string':
      if (variant.format === 'date') return '2030-01-01';
      return ['x', 'eng', '1', 'ann@example.com'].find((text) =>
        new RegExp((variant.pattern as string) ?? '', 'u').test(text),
      );
    case 'boolean':
      return true;
    default:
      return Math.max(minimum as number, 1);
  }
}

/**
 * Returns the schemas of which a valid value fits one. They have no allOf, oneOf or anyOf, and each `if` is merged with
 * its `then`.
 */
function variantsOf(schema: JsonSchema): JsonSchema[] {
  const { allOf = [], oneOf, anyOf, ...own } = schema as Record<'allOf' | 'oneOf' | 'anyOf', JsonSchema[] | undefined>;
  const conditions = allOf.filter((part) => 'if' in part);
  const factors = [
    ...allOf.filter((part) => !('if' in part)).map(variantsOf),
    ...(conditions.length > 0
      ? [conditions.map((part) => merged(part.if as JsonSchema, part.then as JsonSchema))]
      : []),
    ...[oneOf, anyOf].flatMap((branches) => (branches ? [branches.flatMap(variantsOf)] : [])),
  ];
  return factors.reduce<JsonSchema[]>(
    (schemas, factor) => schemas.flatMap((one) => factor.map((other) => merged(one, other))),
    [own],
  );
}

function merged(one: JsonSchema, other: JsonSchema): JsonSchema {
  const [a, b] = [one as Shape, other as Shape];
  const properties = { ...a.properties };
  for (const [key, part] of Object.entries(b.properties ?? {})) {
    properties[key] = typeof part === 'object' ? { ...properties[key], ...part } : (properties[key] ?? {});
  }
  return { ...one, ...other, properties, required: [...(a.required ?? []), ...(b.required ?? [])] };
}

const maps = new Map<string, object>();

/** Making a map takes longer than checking it, so each is made once. */
function mapOf(members: number, value: unknown): object {
  const name = `${members} ${JSON.stringify(value)}`;
  const map =
    maps.get(name) ?? Object.fromEntries(Array.from({ length: members }, (_, index) => [keyAt(index), value]));
  maps.set(name, map);
  return map;
}

// Keys of three characters come first, because ids of languages are keys in position files.
function keyAt(index: number): string {
  return index < 36 ** 3 ? index.toString(36).padStart(3, '0') : index.toString(36);
}

function repeated(text: string, length: number): string {
  return text.repeat(Math.ceil(length / text.length)).slice(0, length - 1) + ' ';
}
