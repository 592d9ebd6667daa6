import type { components } from '../../openapi.js';

/** A credential as the gateway lists it, without its password. */
export type ListedCredential = components['schemas']['ListedCredential'];

/** A credential and whose it is. */
export interface HeldCredential {
  userId: string;
  user: string;
  credential: ListedCredential;
}
