/** One fault of an input, at the place an RFC 6901 JSON pointer names. */
export interface PointedFault {
  pointer: string;
  detail: string;
}

/** The JSON pointer of a path of keys and indexes, `~` and `/` escaped (RFC 6901, section 3). */
export function jsonPointer(...path: readonly (string | number)[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
