import { Webhook } from 'standardwebhooks';

/**
 * Gives the value of `webhook-signature` (Standard Webhooks, HMAC-SHA-256). It has one signature for each secret,
 * separated by a space, so that the partner can check with either secret during a rotation. Secrets are base64, with or
 * without `whsec_`; any other text throws. `at` is in ms.
 */
export function webhookSignature(secrets: readonly string[], id: string, at: number, body: string): string {
  return secrets.map((secret) => new Webhook(secret).sign(id, new Date(at), body)).join(' ');
}
