import { useEffect, useState } from 'react';
import { answer } from '../../api/client.js';
import { useMay } from '../../api/use-session.js';
import { useChange } from '../../changes/use-change.js';
import { CopyButton } from '../../parts/copy-button.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { words } from '../../words/words.js';
import { visibleText } from '../../hostile/visible-text.js';

const SHOWN_S = 30;

/** Shows a stored secret for half a minute, to admins who confirm their password. It is never kept by the page. */
export function ShowSecret({ accountId, field }: { accountId: string; field: string }) {
  const { secret } = words.config;
  const [shown, setShown] = useState<{ value: string; left: number }>();
  const isShown = shown !== undefined;
  const change = useChange<void, { value: string }>({
    run: (api) =>
      answer(
        api.POST('/v1/admin/accounts/{account_id}/config/show', {
          params: { path: { account_id: accountId } },
          body: { key: field },
        }),
      ),
    done: ({ value }) => setShown({ value, left: SHOWN_S }),
  });
  useEffect(() => {
    if (!isShown) return undefined;
    const tick = () =>
      setShown((now) => (now === undefined || now.left <= 1 ? undefined : { ...now, left: now.left - 1 }));
    const timer = setInterval(tick, 1_000);
    return () => clearInterval(timer);
  }, [isShown]);
  const may = useMay('admin');
  if (!may) return null;
  if (shown === undefined) {
    return (
      <>
        <button
          type="button"
          className="button-small"
          aria-label={`${secret.show}: ${field}`}
          disabled={change.busy}
          onClick={() => change.start()}
        >
          {secret.show}
        </button>
        {change.problem && <ProblemNote problem={change.problem} />}
      </>
    );
  }
  return (
    <div className="shown-secret">
      <code aria-label={secret.value(field)}>{visibleText(shown.value)}</code>
      <CopyButton text={shown.value} label={`${words.everywhere.copy} ${field}`} />
      <button
        type="button"
        className="button-small"
        aria-label={`${secret.hide}: ${field}`}
        onClick={() => setShown(undefined)}
      >
        {secret.hide}
      </button>
      <span className="quiet">{secret.shown(shown.left)}</span>
    </div>
  );
}
