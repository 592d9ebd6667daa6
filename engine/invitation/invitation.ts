/** What an invitation tells; all of it is text, of whatever characters its authors chose. */
export interface Invitation {
  /** Name of the account that invites. */
  account: string;
  /** Name of the candidate; empty when it is not known. */
  candidate: string;
  /** Name of the position. */
  position: string;
  link: string;
  /** Until when it can be answered, ms. */
  expiresAt: number;
}
