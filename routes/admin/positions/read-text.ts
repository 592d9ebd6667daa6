import { type PositionFile } from '../../../engine/position/position.js';
import { type Fault } from '../../../engine/fault.js';
import { refuse, type Refusal, refuseFaults } from '../../../engine/refusal.js';
import { type Operator } from '../admin-operation.js';

/** Reads the text of a position file. Gives the position or its faults, or refuses a text that cannot be read now. */
export async function readText(
  { readPosition }: Operator,
  text: string,
): Promise<{ position: PositionFile } | { faults: Fault[] } | Refusal> {
  const read = await readPosition(text);
  if (read === 'busy') {
    return refuse('overloaded', 'Others are checking position files. Try again in a moment.', { retryAfterSeconds: 5 });
  }
  if (read === 'late') return refuseFaults([{ pointer: '/text', detail: 'takes too long to be read' }]);
  return read;
}
