/** The JSON pointer of a path of keys and indexes. `~` and `/` are escaped (RFC 6901, section 3). */
export function jsonPointer(...path: readonly (string | number)[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** A pointer in a form for people: `/fields/0/n` is `fields[0].n`. The empty text means the value as a whole. */
export function readPointer(pointer: string): string {
  return pointer
    .slice(1)
    .replace(/\/(\d+)(?=\/|$)/g, '[$1]')
    .replaceAll('/', '.')
    .replaceAll('~1', '/')
    .replaceAll('~0', '~');
}

/** The keys and indexes of a pointer, as texts. */
export function readPath(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}
