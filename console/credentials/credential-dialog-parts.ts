import { type HeldCredential } from './listed-credential.js';

/** What a dialog about one credential is given. */
export interface CredentialDialogParts {
  of: HeldCredential;
  /** Beginnings of the keys of what is read again after the change. */
  refresh: readonly (readonly unknown[])[];
  onClose(): void;
}
