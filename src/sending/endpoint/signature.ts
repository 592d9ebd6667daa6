import { Webhook } from 'standardwebhooks';

/**
 * The value of `webhook-signature` (Standard Webhooks, HMAC-SHA-256): one signature for each secret, separated by a
 * space, so that during a rotation the partner can check with either. Secrets are base64, with or without `whsec_`;
 * throws at another text. `at` in ms.
 */
export function webhookSignature(secrets: readonly string[], id: string, at: number, body: string): string {
  return secrets.map((secret) => new Webhook(secret).sign(id, new Date(at), body)).join(' ');
}
