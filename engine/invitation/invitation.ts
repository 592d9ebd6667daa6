import { type ShownIdentity } from '../identity/shown-identity.js';
import { type AssessmentExtent } from './assessment-facts.js';

/** The content of an invitation. Each text may have any characters that its author chose. */
export interface Invitation extends AssessmentExtent {
  /** The account that invites. */
  identity: ShownIdentity;
  /** The name of the candidate; empty when it is not known. */
  candidate: string;
  /** The name of the position. */
  position: string;
  link: string;
  /** After how many days the answers are erased; undefined when they are not erased by age. */
  retentionDays: number | undefined;
  /** The address of the privacy notice, if the account has one. */
  noticeUrl: string | undefined;
  /** In a reminder: where the candidate stops reminders. */
  stopLink?: string | undefined;
}
