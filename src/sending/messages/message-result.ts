/** What came of handing one message to whoever carries it on. Words and reply never hold what was sent. */
export interface MessageResult {
  /** `permanent`: this message to this recipient will be refused each time. */
  outcome: 'sent' | 'temporary' | 'permanent';
  /** SMTP reply code or HTTP status, if there was one. */
  status?: number;
  /** Why not, in words that stay the same. */
  fault?: string;
  /** The first 4 KiB of what the other side said. */
  reply: string;
}
