import { type Input } from '../documented.js';
import { type On, type Outcome } from '../operation.js';
import { storeLogo } from './store-identity.js';

/** Takes an account's logo away. */
export function deleteLogo(_input: Input<'deleteLogo'>, context: On<'account'>): Promise<Outcome<'deleteLogo'>> {
  return storeLogo(undefined, context);
}
