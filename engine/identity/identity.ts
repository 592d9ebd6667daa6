/** An account's own words in one language. What is not given is in the program's words. */
export interface OwnWords {
  invitation?: { subject?: string; text?: string };
  reminder?: { subject?: string; text?: string };
  thank_you?: { title?: string; text?: string };
}

/** How an account shows itself to candidates and readers of reports, without the logo. */
export interface Identity {
  /** The name in place of the account's. */
  name?: string;
  /** `#rrggbb`. */
  colour?: string;
  /** Whom candidates can ask, in one or a few lines. */
  contact?: string;
  /** The address to which replies to mails go. */
  reply_to?: string;
  /** By the language's id. */
  words?: Record<string, OwnWords>;
}
