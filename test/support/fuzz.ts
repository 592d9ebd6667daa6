import { createHash } from 'node:crypto';
import { generateSync } from 'json-schema-faker';
import { dereference, type JsonSchema, type OpenApiDocument } from '../../src/document/openapi-document.js';

export type Random = ReturnType<typeof seededRandom>;

/**
 * Makes random choices from the text alone (mulberry32, seeded with the hash of the text), so that a failure can be
 * repeated.
 */
export function seededRandom(seed: string) {
  let state = createHash('sha256').update(seed).digest().readInt32LE();
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    below: (limit: number) => Math.floor(next() * limit),
    pick: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!,
    chance: (share: number) => next() < share,
  };
}

// JSON.stringify would never write these, see `jsonText`.
const raw = (source: string): string => `«${source}»`;

/** Values that have caused faults in readers. */
const NASTY: unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  ...['-0', '1e3', '1.0', '1e999', '-1e-999', '9007199254740993', '18446744073709551615'].map(raw),
  ...['18446744073709551616', '9'.repeat(400), '2147483648', '9223372036854775808'].map(raw),
  '',
  ' ',
  '|',
  'a|b',
  '\u0000',
  'a\u0000b',
  '\u0007\u001b[31m\r\nSet-Cookie: a=b',
  '\ud800',
  'é\u0301\u202e🦉',
  '＜script＞<script>alert(1)</script>',
  "' or 1=1 -- ",
  '\\"`${x}%s%n%00',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  'toString',
  '007',
  '+1',
  '18446744073709551616',
  '2026-02-30',
  '9999-12-31',
  '0000-00-00',
  'a@example.com\nBcc: b@example.com',
  'http://[::1',
  'javascript:alert(1)//[___APP_ID___]',
  'https://a.example/[___APP_ID___]\u0000',
  'x'.repeat(300),
  '🦉'.repeat(3_000),
  'y'.repeat(70_000),
  [],
  {},
  [[]],
  [null],
  [{ n: 'email', v: 'x' }],
  [{ n: '__proto__', v: 'x' }],
  [{ n: 'email' }, { v: 'x' }, 7, null, [], 'n'],
  Array.from({ length: 101 }, (_, index) => ({ n: `name_${index}`, v: index })),
  { __proto__: null, toString: 1, valueOf: 2 },
  raw(`${'['.repeat(60)}${']'.repeat(60)}`),
  raw(`${'['.repeat(5_000)}${']'.repeat(5_000)}`),
  raw(`${'{"a":'.repeat(50)}1${'}'.repeat(50)}`),
  raw('{"__proto__":{"read":true},"constructor":{"prototype":{"read":true}}}'),
];

const NASTY_KEYS = [
  '__proto__',
  'constructor',
  'hasOwnProperty',
  '',
  'x|y',
  'a\u0000',
  '🦉',
  'k'.repeat(2_000),
  'fields',
];

/** Returns the text of a body. The text has the nasty numbers and depths that no JavaScript value can hold. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value).replace(/"«((?:[^»\\]|\\.)*)»"/g, (_, source: string) => source.replaceAll('\\"', '"'));
}

/** Makes a value that the schema allows, with json-schema-faker. */
export function validValue(document: OpenApiDocument, schema: JsonSchema, random: Random): unknown {
  // It finds no value for a schema without required keys that must have one, unless it fakes them all.
  const needsOne = dereference<JsonSchema>(document, schema)['minProperties'] !== undefined;
  const alwaysFakeOptionals = random.chance(0.3) || needsOne;
  const options = { seed: random.below(2 ** 31), alwaysFakeOptionals, maxItems: 4, maxLength: 60 };
  return generateSync({ ...schema, components: document.components }, options);
}

/** Returns the value after one to three changes for the worse. */
export function spoil(value: unknown, random: Random): unknown {
  let spoilt = value;
  for (let times = 1 + random.below(3); times > 0; times -= 1) spoilt = spoilOnce(spoilt, random);
  return spoilt;
}

function spoilOnce(value: unknown, random: Random): unknown {
  if (typeof value !== 'object' || value === null) return random.pick(NASTY);
  if (Array.isArray(value)) {
    const items: unknown[] = [...(value as unknown[])];
    if (items.length === 0 || random.chance(0.3)) return [...items, random.pick(NASTY)];
    const at = random.below(items.length);
    items[at] = spoilOnce(items[at], random);
    return items;
  }
  const entries = Object.entries(value);
  const at = random.below(entries.length);
  if (entries.length === 0 || random.chance(0.2)) entries.push([random.pick(NASTY_KEYS), random.pick(NASTY)]);
  else if (random.chance(0.25)) entries.splice(at, 1);
  else entries[at] = [entries[at]![0], spoilOnce(random.chance(0.5) ? undefined : entries[at]![1], random)];
  return Object.fromEntries(entries);
}

/** Returns a text for a path, a query or a header. It is percent-encoded, or (rarely) cannot be decoded at all. */
export function nastyText(random: Random): string {
  if (random.chance(0.1)) return random.pick(['%', '%zz', '%ff', '%c0%af', '%00', '%2e%2e%2f', ';', '@']);
  const value = random.pick(NASTY.filter((nasty) => typeof nasty === 'string' && nasty.length < 500)) as string;
  return encodeURIComponent(value.replace(/\p{Cs}/gu, '\uFFFD'));
}
