import { type RefusedLogo } from './logo.js';

/** A tag of an SVG. Its attributes have no escapes in them. */
export interface SvgTag {
  kind: 'start' | 'empty' | 'end';
  name: string;
  attributes: Map<string, string>;
}

const NAME = String.raw`[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?`;
const TAG = new RegExp(String.raw`<(/?)(${NAME})((?:\s+${NAME}\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(/?)>`, 'y');
const ATTRIBUTE = new RegExp(String.raw`(${NAME})\s*=\s*(?:"([^"]*)"|'([^']*)')`, 'g');
// A comment, the first line, and a DOCTYPE that defines nothing.
const SKIPPED = /<!--(?:(?!--)[^])*-->|<\?xml\s[^?<>]*\?>|<!DOCTYPE\s+svg(?:\s+PUBLIC)?(?:\s+"[^"<>]*")*\s*>/y;
const MAX_TAGS = 20_000;

/**
 * Reads the tags of an SVG by a part of XML's grammar that every reader understands in the same way. Refused: entities,
 * instructions, CDATA and definitions.
 */
export function readTags(text: string): { tags: SvgTag[] } | RefusedLogo {
  const tags: SvgTag[] = [];
  for (let at = text.startsWith('\ufeff') ? 1 : 0; at < text.length;) {
    if (text[at] !== '<') {
      // Text between tags is nothing that is drawn.
      const next = text.indexOf('<', at);
      at = next === -1 ? text.length : next;
      continue;
    }
    SKIPPED.lastIndex = at;
    TAG.lastIndex = at;
    const skipped = SKIPPED.exec(text);
    if (skipped) {
      at = SKIPPED.lastIndex;
      continue;
    }
    const found = TAG.exec(text);
    if (!found || tags.length >= MAX_TAGS)
      return { detail: `is no SVG that can be read, at ${JSON.stringify(text.slice(at, at + 20))}` };
    at = TAG.lastIndex;
    const [, slash, name, written = '', empty] = found;
    const attributes = new Map<string, string>();
    for (const [, key, double, single] of written.matchAll(ATTRIBUTE)) {
      if (attributes.has(key!)) return { detail: `must not repeat ${key!} on <${name!}>` };
      attributes.set(key!, double ?? single!);
    }
    if (slash === '/' && (attributes.size > 0 || empty === '/'))
      return { detail: `is no SVG that can be read, at </${name!}` };
    tags.push({ kind: slash === '/' ? 'end' : empty === '/' ? 'empty' : 'start', name: name!, attributes });
  }
  return { tags };
}
