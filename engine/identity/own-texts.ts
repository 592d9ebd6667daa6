/** What stands in the place of `{candidate}` and so on in an account's own words. */
export interface Placeholders {
  /** Empty when it is not known. */
  candidate: string;
  account: string;
  position: string;
  /** The last day to answer, in words. Not in a thank-you. */
  until?: string;
  questions?: string;
  minutes?: string;
}

const OF_MAIL = ['candidate', 'account', 'position', 'until', 'questions', 'minutes'] as const;

/** The placeholders of each text, as an account may write them. */
export const PLACEHOLDERS = {
  invitation: OF_MAIL,
  reminder: OF_MAIL,
  thank_you: ['candidate', 'account', 'position'],
} as const;

const BRACED = /\{([^{}]*)\}/g;

/** Says which braces of a text are no placeholder that it may have. Undefined if all are. */
export function checkPlaceholders(text: string, allowed: readonly string[]): string | undefined {
  const valid = `valid are ${allowed.map((name) => `{${name}}`).join(', ')}`;
  const unknown = [...text.matchAll(BRACED)].map(([, name]) => name!).find((name) => !allowed.includes(name));
  if (unknown !== undefined) return `must not have the placeholder {${unknown}}: ${valid}`;
  return /[{}]/.test(text.replace(BRACED, '')) ? `must not have a single brace: ${valid}` : undefined;
}

/** The text with the values in place of the placeholders. A value may have braces: it is not looked at again. */
export function fillPlaceholders(text: string, values: Placeholders): string {
  const known = new Map(Object.entries(values) as [string, string | undefined][]);
  return text.replace(BRACED, (_all, name: string) => known.get(name) ?? '');
}
