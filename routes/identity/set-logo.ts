import { type Input } from '../documented.js';
import { type On, type Outcome } from '../operation.js';
import { storeLogo } from './store-identity.js';

/** Sets an account's logo. What is kept was written anew from what is drawn in it. */
export function setLogo({ content }: Input<'setLogo'>, context: On<'account'>): Promise<Outcome<'setLogo'>> {
  return storeLogo(content, context);
}
