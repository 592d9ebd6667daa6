import { visibleText } from '../hostile/visible-text.js';
import { writeSpan } from '../instants/write-span.js';
import { words } from '../words/words.js';

interface LastAttempt {
  status?: number | null | undefined;
  fault?: string | null | undefined;
  total_ms?: number | null | undefined;
}

/** What came of the last attempt: a status with the time that it took, or a fault. */
export function lastAnswer({ status, fault, total_ms: total }: LastAttempt): string {
  if (typeof status !== 'number') return visibleText(fault ?? '–');
  return typeof total === 'number' ? words.notifications.answeredIn(status, writeSpan(total)) : String(status);
}
