/** The words of an invitation in one language. `until` is a day in words. */
export interface InvitationWords {
  subject(account: string): string;
  greeting(candidate: string): string;
  /** The paragraphs before the link. */
  before(facts: { account: string; position: string; until: string }): string[];
  /** The text of the link. */
  action: string;
  /** The text before the link when the link is shown as plain text. */
  copyLink: string;
  /** The paragraphs after the link. Replies to the mail are answered where the account has an address for them. */
  after(account: string, isAnswered: boolean): string[];
  /**
   * The text message without the link. It is short, and in GSM 7-bit characters where the language can be written in
   * them.
   */
  shortText(account: string): string;
  /** What a reminder says in place of the invitation's subject, first paragraphs and text message. */
  reminder: Pick<InvitationWords, 'subject' | 'before' | 'shortText'>;
}
