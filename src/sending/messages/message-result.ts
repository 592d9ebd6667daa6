/** The result of handing one message over. The fault and the reply never hold what was sent. */
export interface MessageResult {
  /** `permanent`: this message to this recipient will be refused each time. */
  outcome: 'sent' | 'temporary' | 'permanent';
  /** The SMTP reply code or HTTP status, if there was one. */
  status?: number;
  /** Why the message was not sent, in words that never change. */
  fault?: string;
  /** The first 4 KiB of what the other side said. */
  reply: string;
}
