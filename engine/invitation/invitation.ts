/** The content of an invitation. Each text may have any characters that its author chose. */
export interface Invitation {
  /** The name of the account that invites. */
  account: string;
  /** The name of the candidate; empty when it is not known. */
  candidate: string;
  /** The name of the position. */
  position: string;
  link: string;
  /** The end of the time to answer, ms. */
  expiresAt: number;
}
