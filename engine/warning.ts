/** Something that was accepted, with a consequence that the caller may not want. */
export interface Warning {
  /** The parameter or config key that the warning is about. */
  key: string;
  /** A text for people, never with a secret. */
  detail: string;
}

// The limit of a warning's text in the document. A host may be almost as long as a URL, and longer in punycode.
const MAX_DETAIL = 1024;

/** A warning. A text that is too long for an answer is cut. */
export function warning(key: string, detail: string): Warning {
  return { key, detail: detail.length <= MAX_DETAIL ? detail : `${detail.slice(0, MAX_DETAIL - 1)}…` };
}
