import { InvalidArgumentError } from 'commander';

type Notices = Record<string, { url: string } | { text: string }>;

/** Reads one of several `eng=https://...` or `eng=Some text`, and adds it to those before. */
export function readNotice(word: string, before: Notices = {}): Notices {
  const [, language, notice] = /^([a-z0-9]{3})=([^]*\S[^]*)$/.exec(word) ?? [];
  if (language === undefined || notice === undefined) {
    throw new InvalidArgumentError(
      'It must be LANGUAGE=TEXT or LANGUAGE=URL, such as eng=https://partner.example.com/.',
    );
  }
  if (Object.hasOwn(before, language)) throw new InvalidArgumentError(`${language} must not be given twice.`);
  return { ...before, [language]: /^https?:\/\/\S+$/.test(notice) ? { url: notice } : { text: notice } };
}
