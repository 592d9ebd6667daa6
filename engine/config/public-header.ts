// What these say is about form, language and time, and no credential has a place in them (RFC 9110).
const PUBLIC_NAMES = new Set([
  'accept',
  'accept-charset',
  'accept-encoding',
  'accept-language',
  'cache-control',
  'content-language',
  'content-type',
  'date',
  'from',
  'pragma',
  'prefer',
  'priority',
  'te',
]);
const PUBLIC_WORDS = new Set(['true', 'false', 'yes', 'no', 'on', 'off', 'null', 'none']);
const MEDIA_TYPE =
  /^(?:application|audio|font|image|message|model|multipart|text|video)\/[a-z0-9.+*-]+(?:; ?[a-z]+=[a-z0-9-]+)?$/;

/**
 * Tells whether a header of `not_headers` says nothing secret, by its name or by its value: a switch such as `true`, or
 * a media type. Whatever is not known to be public counts as secret, because an account may send its key in any header.
 */
export function isPublicHeader([name, value]: readonly [name: string, value: string]): boolean {
  const text = value.trim().toLowerCase();
  return PUBLIC_NAMES.has(name.toLowerCase()) || PUBLIC_WORDS.has(text) || MEDIA_TYPE.test(text);
}
