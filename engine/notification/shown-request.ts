import { type AccountConfig } from '../config/account-config.js';
import { MASK } from '../config/mask-secrets.js';
import { type NotificationRequest } from './notification-request.js';

/** A request in a form to show to people. */
export interface ShownRequest extends Pick<NotificationRequest, 'method' | 'url' | 'body'> {
  headers: { name: string; value: string }[];
  /** Whether it bears signatures. */
  signed: boolean;
}

/** A notification's request with a mask in the place of each secret: credentials, and the values of `not_headers`. */
export function shownRequest(request: NotificationRequest, { headers: theirs }: AccountConfig): ShownRequest {
  const { method, url, body, headers, signingSecrets } = request;
  const secret = new Set(theirs.map(([name, value]) => JSON.stringify([name, value])));
  const shown = headers.map(([name, value]) => {
    if (value !== '' && secret.has(JSON.stringify([name, value]))) return { name, value: MASK };
    return { name, value: name === 'Authorization' ? `Basic ${MASK}` : value };
  });
  return { method, url, body, headers: shown, signed: signingSecrets.length > 0 };
}
