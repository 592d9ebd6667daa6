import type { components } from '../../openapi.js';
import { answer } from '../api/client.js';
import { EVERY_MS, type Live, useLive } from '../api/use-live.js';

/** Who may do what on an account, and what its partner lacks. */
export function useAccess(accountId: string): Live<components['schemas']['AccountAccess']> {
  return useLive({
    key: ['access', accountId],
    every: EVERY_MS,
    read: (api, options) =>
      answer(
        api.GET('/v1/admin/accounts/{account_id}/access', { ...options, params: { path: { account_id: accountId } } }),
      ),
  });
}
