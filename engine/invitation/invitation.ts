/** What an invitation tells; all of it is text, of whatever characters its authors chose. */
export interface Invitation {
  /** Name of the account that invites. */
  account: string;
  /** Name of the candidate; empty when it is not known. */
  candidate: string;
  /** Name of the position. */
  position: string;
  link: string;
  /** Until when it can be answered, ms. */
  expiresAt: number;
}

/** The words of an invitation in one language. `until` is a day in words. */
export interface InvitationWords {
  /** The language as browsers and mail programs name it (BCP 47). */
  tag: string;
  direction: 'ltr' | 'rtl';
  subject(account: string): string;
  greeting(candidate: string): string;
  /** The paragraphs before the link. */
  before(facts: { account: string; position: string; until: string }): string[];
  /** What the link is called. */
  action: string;
  /** Said before the link where it stands as text. */
  copyLink: string;
  /** The paragraphs behind it. */
  after(account: string): string[];
  /** The text message up to the link: short, in characters of GSM 7-bit where the language can be written in them. */
  shortText(account: string): string;
}
