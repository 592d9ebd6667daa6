/** The words of an invitation in one language. `until` is a day in words. */
export interface InvitationWords {
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
