import { type Schema } from '../../src/document/openapi-document.js';

/** A place of a request where an array, an object or a text can be sent. */
export interface HostilePlace {
  /** A pointer; in place of indexes it says how many items there are, each with the place in it. */
  name: string;
  /** Whether an array or an object is valid there. */
  holdsMembers: boolean;
  /** A valid value that has the place. */
  valid: unknown;
  fillings: Filling[];
}

export interface Filling {
  name: string;
  /** The valid value, but its place has so many members, wrong ones or too many. */
  make(members: number): unknown;
}

/**
 * The places of a schema without references. What lies in lists is there once in lists as short as they may be, and
 * once in each item of lists that are as long as they may be. `isValid` tells which of several forms a place belongs
 * to; throws for one that no valid value has.
 */
export function hostilePlaces(schema: Schema, isValid: (value: unknown) => boolean): HostilePlace[] {
  const places = [false, true].flatMap((longLists) => placesOf(schema, longLists));
  const found = new Map(places.filter(({ valid }) => isValid(valid)).map((place) => [place.name, place]));
  const lost = places.find(({ name }) => !found.has(name));
  if (lost) throw new Error(`No valid value has the place ${lost.name}: ${JSON.stringify(lost.valid)}`);
  return [...found.values()];
}

function placesOf(schema: Schema, longLists: boolean): HostilePlace[] {
  const here = {
    name: '',
    holdsMembers: holdsMembers(schema),
    valid: validValue(schema),
    fillings: fillingsOf(schema),
  };
  return [here, ...variantsOf(schema).flatMap((variant) => placesWithin(variant, longLists))];
}

function holdsMembers(schema: Schema): boolean {
  const types = variantsOf(schema).flatMap(({ type = ['array', 'object'] }) => type as string | string[]);
  return types.some((type) => type === 'array' || type === 'object');
}

function fillingsOf(schema: Schema): Filling[] {
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
    // As long as what is looked through for all its faults.
    { name: 'a shorter text', make: (members) => repeated(text, Math.min(members, 16_384)) },
  ];
}

function placesWithin(schema: Schema, longLists: boolean): HostilePlace[] {
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
  properties?: Record<string, Schema>;
  patternProperties?: Record<string, Schema>;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  required?: string[];
}

/** A small value that the schema takes. */
function validValue(schema: Schema): unknown {
  const [variant = {}] = variantsOf(schema);
  const { type = 'string', const: only, enum: choices, examples, minimum = 1 } = variant as Record<string, unknown>;
  const { required = [], properties = {}, items = {}, minItems = 0 } = variant as Shape;
  if (only !== undefined) return only;
  if (choices !== undefined) return (choices as unknown[])[0];
  if (examples !== undefined) return (examples as unknown[])[0];
  switch ([type].flat()[0]) {
    case 'object':
      return Object.fromEntries(required.map((key) => [key, validValue(properties[key] ?? {})]));
    case 'array':
      return new Array(minItems).fill(validValue(items));
    case 'string':
      return ['x', 'eng', '1'].find((text) => new RegExp((variant.pattern as string) ?? '', 'u').test(text));
    case 'boolean':
      return true;
    default:
      return Math.max(minimum as number, 1);
  }
}

/** The schemas of which a value fits one: without allOf, oneOf, anyOf, and with each `if` together with its `then`. */
function variantsOf(schema: Schema): Schema[] {
  const { allOf = [], oneOf, anyOf, ...own } = schema as Record<'allOf' | 'oneOf' | 'anyOf', Schema[] | undefined>;
  const conditions = allOf.filter((part) => 'if' in part);
  const factors = [
    ...allOf.filter((part) => !('if' in part)).map(variantsOf),
    ...(conditions.length > 0 ? [conditions.map((part) => merged(part.if as Schema, part.then as Schema))] : []),
    ...[oneOf, anyOf].flatMap((branches) => (branches ? [branches.flatMap(variantsOf)] : [])),
  ];
  return factors.reduce<Schema[]>(
    (schemas, factor) => schemas.flatMap((one) => factor.map((other) => merged(one, other))),
    [own],
  );
}

function merged(one: Schema, other: Schema): Schema {
  const [a, b] = [one as Shape, other as Shape];
  const properties = { ...a.properties };
  for (const [key, part] of Object.entries(b.properties ?? {})) {
    properties[key] = typeof part === 'object' ? { ...properties[key], ...part } : (properties[key] ?? {});
  }
  return { ...one, ...other, properties, required: [...(a.required ?? []), ...(b.required ?? [])] };
}

const maps = new Map<string, object>();

/** To make one takes longer than to check it, so each is made once. */
function mapOf(members: number, value: unknown): object {
  const name = `${members} ${JSON.stringify(value)}`;
  const map =
    maps.get(name) ?? Object.fromEntries(Array.from({ length: members }, (_, index) => [keyAt(index), value]));
  maps.set(name, map);
  return map;
}

// Three characters come first: ids of languages are keys in position files.
function keyAt(index: number): string {
  return index < 36 ** 3 ? index.toString(36).padStart(3, '0') : index.toString(36);
}

function repeated(text: string, length: number): string {
  return text.repeat(Math.ceil(length / text.length)).slice(0, length - 1) + ' ';
}
