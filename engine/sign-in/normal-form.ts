/**
 * The normal form (NFC) of a user name or a password. A letter such as é is typed as one character on one system and as
 * two on another, and both must sign in (RFC 7617, section 2.1; decision 0031). ASCII stays as it is.
 */
export function normalForm(text: string): string {
  return text.normalize('NFC');
}

/**
 * The forms in which a user name can be stored, the best match first: as it was sent, its normal form, and the
 * decomposed form. New names are stored in their normal form. Names that were made before are stored as somebody typed
 * them.
 */
export function formsOfName(name: string): [sent: string, normal: string, decomposed: string] {
  return [name, normalForm(name), name.normalize('NFD')];
}
