import { fillPlaceholder, ID_PLACEHOLDER } from './notification-url-check.js';

// All repetitions are bounded, because the text may be a long run of one character.
const ID_WORD = '(?:app(?:lication)?|api|assessment)?[_-]{0,3}id';
const NAME = '[a-z_$][a-z_.-]{0,40}';

/**
 * What cannot be meant literally in an address, after each placeholder and each `%XX` was replaced. Names of parameters
 * such as `app[id]` and `application__id__in` are meant.
 */
const MISSPELT: readonly RegExp[] = [
  // __APP_ID__, ___app_id___, [___APP_ID___ without its end
  new RegExp(`(?<![a-z0-9])_{2,5}${ID_WORD}_{2,5}(?![a-z0-9])`, 'i'),
  // [___POSITION_ID___]
  /\[__\w{1,40}__\]/,
  // [APP_ID], [id]
  new RegExp(`(?<![\\w\\]])\\[_{0,5}${ID_WORD}_{0,5}\\]`, 'i'),
  // {id}, {{id}}, ${id}, {0}, <id>
  new RegExp(`\\{ ?(?:${NAME}|\\d{0,2}) ?\\}|< ?${NAME} ?>`, 'i'),
  // :id as a whole segment or value, %APP_ID%, %s
  new RegExp(`(?<=[/=]):${ID_WORD}(?=[/?#&]|$)|%${ID_WORD}%|%[sd](?![0-9a-z])`, 'i'),
];

/**
 * What is wrong with a notification URL that has something like a placeholder, which would be called literally;
 * undefined if there is none. It is for a URL that is set now. A stored one stays in use as it is.
 */
export function misspeltPlaceholder(url: string): string | undefined {
  const rest = decoded(fillPlaceholder(url, '0'));
  const found = MISSPELT.map((pattern) => pattern.exec(rest)?.[0]).find((text) => text !== undefined);
  if (found === undefined) return undefined;
  const called = `must not hold ${JSON.stringify(found)}, which would be called literally`;
  return `${called}: the application id is written ${ID_PLACEHOLDER}, its brackets percent-encoded or not`;
}

// A percent sign stays encoded, because what is behind it was not meant as a code.
const decoded = (text: string): string =>
  text.replace(/%(?!25)([2-7][0-9a-f])/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
