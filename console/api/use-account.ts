import type { components } from '../../openapi.js';
import { answer } from './client.js';
import { EVERY_MS, type Live, useLive } from './use-live.js';

/** One account, read again and again. */
export function useAccount(id: string): Live<components['schemas']['AdminAccount']> {
  return useLive({
    key: ['account', id],
    every: EVERY_MS,
    read: (api, options) =>
      answer(api.GET('/v1/admin/accounts/{account_id}', { ...options, params: { path: { account_id: id } } })),
  });
}
