import { type HeldCredential } from './listed-credential.js';

/** What a dialog about one credential is given. */
export interface CredentialDialogParts {
  of: HeldCredential;
  /** What is typed there is kept under it. */
  draftKey: string;
  /** Beginnings of the keys of what is read again after the change. */
  refresh: readonly (readonly unknown[])[];
  onClose(): void;
}
