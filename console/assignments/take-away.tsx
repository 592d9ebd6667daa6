import { useState } from 'react';
import type { components } from '../../openapi.js';
import { answer } from '../api/client.js';
import { ConfirmDialog } from '../changes/confirm-dialog.js';
import { useChange } from '../changes/use-change.js';
import { words } from '../words/words.js';
import { type AssignmentNamed, refreshOf } from './use-assign.js';
import { type Warnings } from './warnings-note.js';

interface TakeAwayParts extends AssignmentNamed {
  /** The text on the button, and what it is called for people who listen. */
  label: string;
  named: string;
  /** The question. */
  ask: string;
  onWarnings(warnings: Warnings): void;
}

/** The button that takes a position away from an account, after a question. */
export function TakeAway({ label, named, ask, onWarnings, ...ids }: TakeAwayParts) {
  const text = words.positions.orderers;
  const [asking, setAsking] = useState(false);
  const path = { position_id: ids.positionId, account_id: ids.accountId };
  const change = useChange<void, components['schemas']['PositionAssignment']>({
    run: (api) => answer(api.DELETE('/v1/admin/positions/{position_id}/accounts/{account_id}', { params: { path } })),
    refresh: refreshOf(ids),
    said: text.removed,
    done: ({ warnings }) => {
      setAsking(false);
      onWarnings(warnings);
      // The row with the button is gone.
      document.querySelector<HTMLElement>('h1')?.focus();
    },
  });
  return (
    <>
      <button type="button" className="button-small" aria-label={named} onClick={() => setAsking(true)}>
        {label}
      </button>
      {asking && (
        <ConfirmDialog
          title={ask}
          go={text.go}
          busy={change.busy}
          problem={change.problem}
          onGo={() => change.start()}
          onClose={() => setAsking(false)}
        >
          <p>{text.askDetail}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
