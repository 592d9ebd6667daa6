import { type Identity } from './identity.js';
import { type Logo } from './logo/logo.js';

/** A logo without its content, with the hash that is in its address. */
export interface KnownLogo extends Omit<Logo, 'content'> {
  hash: string;
}

/** How an account shows itself, with its own name where it has no other. */
export interface ShownIdentity extends Identity {
  name: string;
  logo?: KnownLogo;
}
