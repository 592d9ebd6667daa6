import { checkNewPassword } from '../../../engine/sign-in/check-new-password.js';
import { normalForm } from '../../../engine/sign-in/normal-form.js';
import { askPerson } from '../input/ask-person.js';
import { readStdin } from '../input/read-stdin.js';
import { refused } from '../output/refused.js';
import { type Session } from '../session/session.js';

const MAX_INPUT_BYTES = 64 * 1024;

/**
 * Gets the password to be set. It is made up, typed twice at a hidden prompt, or the first line of standard input. It
 * is never an argument, because arguments are visible in process lists and shell histories. Refuses what
 * `checkNewPassword` refuses.
 */
export async function newPassword(session: Session, { generate }: { generate: boolean }): Promise<string> {
  if (generate) return session.randomBytes(24).toString('base64url');
  const typed = session.stdin.isTTY === true;
  const password = typed
    ? await ask(session, 'Password')
    : await readStdin(session, { line: true, maxBytes: MAX_INPUT_BYTES });
  const refusal = checkNewPassword(password);
  if (refusal !== undefined) throw refused(`${refusal} --generate makes one up.`);
  if (typed && (await ask(session, 'The same again')) !== password) throw refused('The two passwords differ.');
  return password;
}

async function ask(session: Session, message: string): Promise<string> {
  return normalForm(await askPerson(session, message));
}
