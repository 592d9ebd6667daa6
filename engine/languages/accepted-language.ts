import { LANGUAGE_TAGS } from './language-tags.js';
import { languageIdFor } from './language-id-for.js';
import { spokenLanguage } from './languages.js';

// A browser names a handful. More of them are no wish but an attempt to keep us busy.
const MAX_RANGES = 50;

// What browsers say for a language that positions call by another tag. The script of Chinese is often said by the
// region only.
const OTHER_TAGS: ReadonlyMap<string, string> = new Map([
  ['nb', 'no'],
  ['nn', 'no'],
  ['nb-no', 'no'],
  ['nn-no', 'no'],
  ['iw', 'he'],
  ['in', 'id'],
  ['zh-tw', 'zh-hant'],
  ['zh-hk', 'zh-hant'],
  ['zh-mo', 'zh-hant'],
  ['zh-cn', 'zh-hans'],
  ['zh-sg', 'zh-hans'],
]);

/**
 * The one of these language ids that a browser asks for (Accept-Language, RFC 9110). The highest `q` wins, and the
 * earlier of two equal ones. `es-MX` finds Spanish, and `pt` finds Brazilian Portuguese where there is no other. A
 * language with `q=0` is not wanted, and `*` wishes for nothing. Undefined when it asks for none of them.
 */
export function acceptedLanguage(header: string | undefined, languageIds: readonly string[]): string | undefined {
  const ranges = readRanges(header ?? '');
  const refused = new Set(ranges.filter(({ q }) => q === 0).map(({ range }) => range));
  const wanted = languageIds.filter((id) => !refused.has(tagOf(id)));
  for (const { range, q } of ranges) {
    if (q === 0) continue;
    const found = matching(range, wanted);
    if (found !== undefined) return found;
  }
  return undefined;
}

function readRanges(header: string): { range: string; q: number }[] {
  return header
    .split(',', MAX_RANGES)
    .flatMap((entry) => {
      const [, range, q = '1'] =
        /^\s*([a-z]{1,8}(?:-[a-z0-9]{1,8})*)\s*(?:;\s*q=([01](?:\.\d{0,3})?)\s*)?$/i.exec(entry) ?? [];
      return range === undefined ? [] : [{ range: range.toLowerCase(), q: Math.min(1, Number(q)) }];
    })
    .sort((one, other) => other.q - one.q);
}

function matching(asked: string, languageIds: readonly string[]): string | undefined {
  const range = OTHER_TAGS.get(asked) ?? asked;
  const primary = primaryOf(range);
  const withTag = (tag: string) => languageIds.find((id) => tagOf(id) === tag);
  const meant = languageIdFor(range);
  return (
    withTag(range) ??
    withTag(range.split('-', 2).join('-')) ??
    (meant !== undefined && languageIds.includes(meant) ? meant : undefined) ??
    withTag(primary) ??
    languageIds.find((id) => primaryOf(tagOf(id)) === primary)
  );
}

/** The tag of a language id in small letters. An id that nobody knows is its own tag, because ISO 639-3 codes are. */
function tagOf(languageId: string): string {
  const known = Object.hasOwn(LANGUAGE_TAGS, languageId) ? LANGUAGE_TAGS[languageId] : undefined;
  return (spokenLanguage(languageId)?.tag ?? known ?? languageId).toLowerCase();
}

const primaryOf = (tag: string): string => tag.split('-', 1)[0]!;
