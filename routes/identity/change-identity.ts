import { type Input } from '../documented.js';
import { type On, type Outcome } from '../operation.js';
import { storeIdentity } from './store-identity.js';

/** Changes how an account shows itself. What is not named stays. */
export function changeIdentity(
  input: Input<'changeIdentity'>,
  context: On<'account'>,
): Promise<Outcome<'changeIdentity'>> {
  return storeIdentity(input, context, { replaces: false });
}
