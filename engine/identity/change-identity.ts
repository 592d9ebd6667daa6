import { isMailAddress } from '../application/mail-address.js';
import { checkName, hasControlCharacterInText, hasLoneSurrogate } from '../check-name.js';
import { type Fault } from '../fault.js';
import { jsonPointer } from '../json-pointer.js';
import { checkBrandColour } from './brand-colour.js';
import { type Identity, type OwnWords } from './identity.js';
import { checkPlaceholders, PLACEHOLDERS } from './own-texts.js';

type Texts = Record<string, string | undefined>;
type Part = keyof typeof PLACEHOLDERS;

const PARTS = Object.keys(PLACEHOLDERS) as Part[];

/** An identity as callers write it. An empty text takes a value away. */
export interface IdentityInput {
  name?: string | undefined;
  colour?: string | undefined;
  contact?: string | undefined;
  reply_to?: string | undefined;
  words?: Record<string, Partial<Record<Part, Texts>>> | undefined;
}

const MAX = { line: 190, contact: 500, text: 4000 };

/**
 * The identity with the changes of an input, or all faults of what it would become. What is not given stays, each text
 * of each language by itself. All texts are plain: HTML in them is shown as it was typed.
 */
export function changeIdentity(
  before: Identity,
  { words, ...values }: IdentityInput,
): { identity: Identity } | { faults: Fault[] } {
  const identity: Identity = { ...merged(before, values), words: mergeWords(before.words, words) };
  if (identity.colour !== undefined) identity.colour = identity.colour.toLowerCase();
  const faults = faultsOf(identity);
  return faults.length > 0 ? { faults } : { identity };
}

function mergeWords(
  before: Record<string, OwnWords> = {},
  words: IdentityInput['words'] = {},
): Record<string, OwnWords> {
  const languages = new Set([...Object.keys(before), ...Object.keys(words)]);
  const all = [...languages].map((language) => {
    const [own, given] = [before, words].map((one) => (Object.hasOwn(one, language) ? one[language]! : {}));
    const parts = PARTS.map((part) => [part, merged(own![part] ?? {}, given![part] ?? {})] as const);
    return [language, Object.fromEntries(parts.filter(([, texts]) => hasAny(texts))) as OwnWords] as const;
  });
  return Object.fromEntries(all.filter(([, own]) => hasAny(own)));
}

const hasAny = (values: object): boolean => Object.keys(values).length > 0;

function merged<T extends object>(before: T, given: Texts): T {
  const all = new Map<string, unknown>(Object.entries(before));
  for (const [key, value] of Object.entries(given)) {
    if (value !== undefined) all.set(key, value.replaceAll('\r\n', '\n').trim());
  }
  return Object.fromEntries([...all].filter(([, value]) => value !== '')) as T;
}

function faultsOf({ name, colour, contact, reply_to, words = {} }: Identity): Fault[] {
  const faults: Fault[] = [];
  const add = (pointer: string, detail: string | undefined) => detail !== undefined && faults.push({ pointer, detail });
  if (name !== undefined) add('/name', checkName(name, MAX.line));
  if (colour !== undefined) {
    const isColour = /^#[0-9a-f]{6}$/.test(colour);
    add('/colour', isColour ? checkBrandColour(colour) : 'must be written as #rrggbb, such as #0b5cad');
  }
  if (contact !== undefined) add('/contact', checkText(contact, MAX.contact));
  if (reply_to !== undefined && !isMailAddress(reply_to)) {
    add('/reply_to', 'must be one plain e-mail address, without a name');
  }
  for (const [language, own] of Object.entries(words)) {
    for (const [part, texts] of Object.entries(own) as [Part, Texts][]) {
      for (const [key, text = ''] of Object.entries(texts)) {
        const fault = key === 'text' ? checkText(text, MAX.text) : checkName(text, MAX.line);
        add(jsonPointer('words', language, part, key), fault ?? checkPlaceholders(text, PLACEHOLDERS[part]));
      }
    }
  }
  return faults;
}

function checkText(text: string, max: number): string | undefined {
  if ([...text].length > max) return `must be at most ${max} characters long`;
  if (hasControlCharacterInText(text)) return 'must not hold control characters other than tab and newline';
  return hasLoneSurrogate(text) ? 'must be valid Unicode text' : undefined;
}
