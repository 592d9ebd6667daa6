import { type Input } from '../documented.js';
import { type On, type Outcome } from '../operation.js';
import { storeIdentity } from './store-identity.js';

/** Says how an account shows itself, in the place of what it said before. The logo stays. */
export function setIdentity(input: Input<'setIdentity'>, context: On<'account'>): Promise<Outcome<'setIdentity'>> {
  return storeIdentity(input, context, { replaces: true });
}
