import { type Response } from 'express';

/** Says in a header that the reply is that of an earlier request with the same idempotency key. */
export function markReplayed(res: Response): void {
  res.setHeader('Idempotent-Replayed', 'true');
}
