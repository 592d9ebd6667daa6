import { type Knex } from 'knex';
import { type Audited } from '../session/change-as-operator.js';
import { type ApplyDocument } from './apply-document.js';

/** One thing that differed from the file. */
export interface Change {
  action: 'add' | 'change' | 'remove';
  what: 'account' | 'config' | 'user' | 'grant' | 'position' | 'assignment';
  /** Which one of them. */
  name: string;
  /** Texts for people, secrets masked; null where there was or is nothing. */
  before: string | null;
  after: string | null;
  audited: Audited;
}

/** What applying a file has in its hands. */
export interface Applying {
  trx: Knex.Transaction;
  document: ApplyDocument;
  now: number;
  /** Who applies it, for the versions of the config. */
  userName: string;
  randomBytes(size: number): Buffer;
  /** Why a url may not be called. */
  refusalOfUrl(url: string): string | undefined;
  changed(change: Change): void;
  /** Something in the file that can't be done; nothing is then stored. */
  fault(pointer: string, detail: string): void;
}
