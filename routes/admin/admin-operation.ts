import { type LiveSession } from '../../engine/console/console-session.js';
import { type Fault } from '../../engine/fault.js';
import { type PositionFile } from '../../engine/position/position.js';
import { type Refusal } from '../../engine/refusal.js';
import { type PageAssets } from '../pages/page-assets.js';
import { type On, type Subjects } from '../operation.js';

/** The operator who asks, and what only operations of the console need. */
export interface Operator {
  /** The session, with the role of its user at this moment. */
  session: LiveSession;
  /** The version of this program. */
  version: string;
  randomBytes(size: number): Buffer;
  /**
   * Whether this is the password of the operator, with which the session began. Wrong ones count as failed sign-ins,
   * and throw a `RefusalError` when there were too many.
   */
  provePassword(password: string): Promise<boolean>;
  /**
   * Reads and checks the text of a position file. `busy`: too many others are reading one. `late`: it took too long.
   */
  readPosition(text: string): Promise<{ position: PositionFile } | { faults: Fault[] } | 'busy' | 'late'>;
  /** The files of the candidates' pages. */
  assets: PageAssets;
}

/**
 * The context of an operation of the console together with its object, which has been found. The role of the operator
 * suffices, and the password is confirmed where the table asks for that. An operation of the API fits too.
 */
export type AdminOn<Subject extends keyof Subjects> = On<Subject> & { operator: Operator };

/** One thing that an operator can do in the console. */
export type AdminOperation<Given, Subject extends keyof Subjects, Answered> = (
  input: Given,
  context: AdminOn<Subject>,
) => Promise<Answered | Refusal> | Answered | Refusal;
