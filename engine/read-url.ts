/**
 * A text as a URL, undefined where it is none. Takes the place of `URL.canParse`, which on Node 20 and 22 comes to
 * refuse hosts with letters like ü once it was called some thousand times and V8 has optimised the call.
 */
export function readUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
