import { refused } from '../output/refused.js';
import { type Terminal } from '../session/terminal.js';

/** Asks the person at the terminal without showing what is typed. Refuses an answer that does not come in time. */
export async function askPerson({ askPassword, inputMs }: Terminal, message: string): Promise<string> {
  const late = AbortSignal.timeout(inputMs);
  const answer = await askPassword(message, late);
  if (answer !== undefined) return answer;
  throw refused(`${late.aborted ? `Nothing came within ${inputMs / 1000} s` : 'Given up'}; nothing was changed.`);
}
