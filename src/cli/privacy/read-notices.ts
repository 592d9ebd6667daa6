import { InvalidArgumentError } from 'commander';

/** Reads `eng=https://...` or `eng=Some text` for each language. */
export function readNotices(given: readonly string[]): Record<string, { url: string } | { text: string }> {
  return Object.fromEntries(
    given.map((word) => {
      const [, language, notice] = /^([a-z0-9]{3})=([^]*\S[^]*)$/.exec(word) ?? [];
      if (language === undefined || notice === undefined) {
        throw new InvalidArgumentError('--notice must be LANGUAGE=TEXT or LANGUAGE=URL, such as eng=https://...');
      }
      return [language, /^https?:\/\/\S+$/.test(notice) ? { url: notice } : { text: notice }];
    }),
  );
}
