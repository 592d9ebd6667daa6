import { type Input } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';
import { presentSession } from './present-session.js';

/** Gets who is signed in, in which role and until when. */
export function getSession(
  _input: Input<'adminGetSession'>,
  { operator, now }: AdminOn<'user'>,
): Outcome<'adminGetSession'> {
  return presentSession(operator, now);
}
