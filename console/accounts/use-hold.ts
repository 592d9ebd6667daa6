import { answer } from '../api/client.js';
import { type Change, useChange } from '../changes/use-change.js';
import { words } from '../words/words.js';

interface HoldParts {
  /** The account. */
  id: string;
  /** Whether its notifications are held back, or go again. */
  hold: boolean;
  done?(): void;
}

/** Holds the notifications of an account back, or lets them go again. */
export function useHold({ id, hold, done }: HoldParts): Change<void> {
  const { pausedNow, resumedNow } = words.accounts.one;
  return useChange({
    run: (api) =>
      answer(
        api.POST(`/v1/admin/accounts/{account_id}/notifications/${hold ? 'pause' : 'resume'}`, {
          params: { path: { account_id: id } },
        }),
      ),
    refresh: [['account', id], ['accounts'], ['access', id], ['overview']],
    said: hold ? pausedNow : resumedNow,
    ...(done && { done }),
  });
}
