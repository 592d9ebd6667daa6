/** The JSON pointer of a path of keys and indexes, `~` and `/` escaped (RFC 6901, section 3). */
export function jsonPointer(...path: readonly (string | number)[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** A pointer as people read it: `/fields/0/n` is `fields[0].n`; the empty text for the value as a whole. */
export function readPointer(pointer: string): string {
  return pointer
    .slice(1)
    .replace(/\/(\d+)(?=\/|$)/g, '[$1]')
    .replaceAll('/', '.')
    .replaceAll('~1', '/')
    .replaceAll('~0', '~');
}
