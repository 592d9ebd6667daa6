import type { components } from '../../openapi.js';

type Result = components['schemas']['SearchResult'];

/** The screen, below /console, that shows what was found. `asked` is the text that was searched for. */
export function addressOfResult({ kind, id }: Result, asked: string): string {
  if (kind === 'request') return `/audit?request_id=${encodeURIComponent(asked)}`;
  return `/${kind}s/${id}`;
}
