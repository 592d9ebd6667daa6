const NO_BREAK = '\u00a0';
const BAD = [
  // A colon in an address or between figures is no punctuation.
  `(?<!${NO_BREAK})(?::(?!//|\\d)|[;?!»])`,
  `«(?!${NO_BREAK})`,
];
const WRONG = new RegExp(`.{0,30}(?:${BAD.join('|')}).{0,10}`, 'gsu');

/** Returns the places of a French text where `: ; ? !` or a quotation mark lacks its no-break space. */
export function wronglySpaced(text: string): string[] {
  return text.match(WRONG) ?? [];
}

const READ_ATTRIBUTES =
  / (?:aria-label|alt|title|placeholder|data-(?:count|saving|saved|not-saved|on-device|not-accepted))="([^"]*)"/g;
const ENTITIES: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };

/** Returns the text of a page that people read or hear: that of its elements, and of attributes that hold words. */
export function wordsOf(page: string): string {
  const shown = page.replace(/<(style|script)[^>]*>.*?<\/\1>/gs, '');
  const attributes = [...shown.matchAll(READ_ATTRIBUTES)].map(([, value]) => value!);
  const text = [shown.replace(/<[^>]*>/g, ''), ...attributes].join('\n');
  return text.replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => ENTITIES[entity]!);
}
