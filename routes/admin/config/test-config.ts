import { isFinal } from '../../../engine/notification/outcome.js';
import { shownRequest } from '../../../engine/notification/shown-request.js';
import { refuse, Refusal } from '../../../engine/refusal.js';
import { type Input } from '../../documented.js';
import { testNow } from '../../notifications/send-test-notification.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';

/** Sends a test notification by the stored config, and says what was sent, what came back, and what that means. */
export async function testConfig(
  _input: Input<'adminTestNotification'>,
  context: AdminOn<'account'>,
): Promise<Outcome<'adminTestNotification'>> {
  const tested = await testNow(context);
  if (tested instanceof Refusal) return tested;
  if (!tested) return refuse('conflict', 'The config of the account has no url to send to.');
  const { request, config, report } = tested;
  const { outcome } = report;
  const meaning = !isFinal(outcome) ? 'retried' : outcome === 'delivered' ? 'delivered' : 'final';
  return { request: shownRequest(request, config), report, meaning };
}
