import { InvalidArgumentError } from 'commander';

type Part = 'invitation' | 'reminder' | 'thank_you';

/** The account's own words as options give them, by language. */
export type GivenWords = Record<string, Partial<Record<Part, Record<string, string>>>>;

const FORM = /^([a-z0-9]{3})\.(?:(invitation|reminder)\.(subject|text)|(thank_you)\.(title|text))=([^]*)$/;

/** Reads one of several `eng.invitation.subject=Your next step`, and adds it to those before. */
export function readWords(word: string, before: GivenWords = {}): GivenWords {
  const [, language, mail, ofMail, thanks, ofThanks, text] = FORM.exec(word) ?? [];
  if (language === undefined) {
    throw new InvalidArgumentError(
      'It must be LANGUAGE.invitation.subject=TEXT, LANGUAGE.invitation.text=TEXT, the same with reminder, LANGUAGE.thank_you.title=TEXT or LANGUAGE.thank_you.text=TEXT.',
    );
  }
  const part = (mail ?? thanks) as Part;
  const own = before[language] ?? {};
  return { ...before, [language]: { ...own, [part]: { ...own[part], [ofMail ?? ofThanks!]: text! } } };
}
