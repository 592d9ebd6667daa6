import { words } from '../../words/words.js';
import { type DraftValue } from '../draft/draft-rows.js';
import { isSecret } from '../draft/is-secret.js';
import { visibleText } from '../../hostile/visible-text.js';

/** A value in words, without secrets: for what it was before, for versions, and for comparing. */
export function shownWords(key: string, value: DraftValue | undefined): string {
  const { secret, conflict } = words.config;
  if (value === undefined) return conflict.none;
  if (value.kind === 'kept') return secret.stored;
  if (value.kind === 'text') return isSecret(key) && value.text !== '' ? conflict.newSecret : visibleText(value.text);
  return value.headers
    .map(
      ({ name, value: own }) => `${name}: ${own === undefined ? secret.stored : own === '' ? '' : conflict.newSecret}`,
    )
    .join(' · ');
}
