import { InvalidArgumentError } from 'commander';

/** The account's own words as options give them, by language. */
export type GivenWords = Record<string, { invitation?: Record<string, string>; thank_you?: Record<string, string> }>;

const FORM = /^([a-z0-9]{3})\.(?:(invitation)\.(subject|text)|(thank_you)\.(title|text))=([^]*)$/;

/** Reads one of several `eng.invitation.subject=Your next step`, and adds it to those before. */
export function readWords(word: string, before: GivenWords = {}): GivenWords {
  const [, language, invitation, ofInvitation, thanks, ofThanks, text] = FORM.exec(word) ?? [];
  if (language === undefined) {
    throw new InvalidArgumentError(
      'It must be LANGUAGE.invitation.subject=TEXT, LANGUAGE.invitation.text=TEXT, LANGUAGE.thank_you.title=TEXT or LANGUAGE.thank_you.text=TEXT.',
    );
  }
  const part = (invitation ?? thanks) as 'invitation' | 'thank_you';
  const own = before[language] ?? {};
  return { ...before, [language]: { ...own, [part]: { ...own[part], [ofInvitation ?? ofThanks!]: text! } } };
}
