/**
 * A text as a URL, undefined where it is not a URL. It replaces `URL.canParse`: on Node 20 and 22, that refuses hosts
 * with letters like ü after some thousand calls, when V8 has optimised the call.
 */
export function readUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
