/** What was accepted, and what will come of it that may not be meant. */
export interface Warning {
  /** The parameter or config key it is about. */
  key: string;
  /** Words for people; never a secret. */
  detail: string;
}

// What the document allows a warning to have; a host may be almost as long as a URL, and longer in punycode.
const MAX_DETAIL = 1024;

/** A warning; what is too long for an answer is cut. */
export function warning(key: string, detail: string): Warning {
  return { key, detail: detail.length <= MAX_DETAIL ? detail : `${detail.slice(0, MAX_DETAIL - 1)}…` };
}
