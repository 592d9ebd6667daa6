import { type Delivery } from '../../engine/notification/attempt.js';
import { deliverer, type Deliverer, type DelivererOptions } from '../../src/sending/endpoint/deliver.js';
import { egressGuard } from '../../src/sending/endpoint/egress.js';

/** Makes a deliverer that may call this machine and has short deadlines. */
export function localDeliverer(options: Partial<DelivererOptions> = {}): Deliverer {
  return deliverer({
    guard: egressGuard({ allowCidrs: ['127.0.0.0/8', '::1/128'] }),
    deadlines: { connectMs: 400, totalMs: 500 },
    now: () => 1_700_000_000_999,
    userAgent: 'POP-Test/1',
    ...options,
  });
}

/** Makes a notification with plain values. `more` overrides them. */
export function delivery(url: string, more: Partial<Delivery> = {}): Delivery {
  return { method: 'POST', url, headers: [], body: '', webhookId: 'msg_42', attempt: 1, signingSecrets: [], ...more };
}
