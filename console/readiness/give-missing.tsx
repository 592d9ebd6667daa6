import { answer } from '../api/client.js';
import { useChange } from '../changes/use-change.js';
import { ProblemNote } from '../parts/problem-note.js';
import { words } from '../words/words.js';
import { type Lacking } from './lacking-permissions.js';

interface GiveMissingParts {
  accountId: string;
  lacking: Lacking;
  onGiven?: ((userId: string) => void) | undefined;
}

/** The button that gives a partner's user what a partner has. */
export function GiveMissing({ accountId, lacking: { holder, permissions }, onGiven }: GiveMissingParts) {
  const text = words.access.readiness;
  const give = useChange({
    run: (api) =>
      answer(
        api.PUT('/v1/admin/accounts/{account_id}/access/{user_id}', {
          params: {
            path: { account_id: accountId, user_id: holder.user_id },
            header: { 'If-Match': `"${holder.version}"` },
          },
          body: { permissions },
        }),
      ),
    refresh: [['access', accountId]],
    said: text.given(holder.user),
    done: () => {
      onGiven?.(holder.user_id);
      // The button is gone.
      document.querySelector<HTMLElement>('h1')?.focus();
    },
  });
  return (
    <>
      <button type="button" className="button-small" disabled={give.busy} onClick={() => give.start()}>
        {text.give(holder.user)}
      </button>
      {give.problem && <ProblemNote problem={give.problem} />}
    </>
  );
}
