import { useState } from 'react';
import { Link } from 'wouter';
import { answer } from '../api/client.js';
import { ConfirmDialog } from '../changes/confirm-dialog.js';
import { useChange } from '../changes/use-change.js';
import { ProblemNote } from '../parts/problem-note.js';
import { words } from '../words/words.js';
import { type Position } from './shown-position.js';

/** A new version from a file, retire and restore. Only retiring asks first. */
export function PositionActions({ position }: { position: Position }) {
  const text = words.positions.one;
  const { position_id: id, aname, retired } = position;
  const [asking, setAsking] = useState(false);
  const change = useChange({
    run: (api, on: boolean) =>
      answer(
        api.PATCH('/v1/admin/positions/{position_id}', {
          params: { path: { position_id: id } },
          body: { retired: on },
        }),
      ),
    refresh: [['position', id], ['positions'], ['account']],
    said: retired === null ? text.retiredNow : text.restoredNow,
    done: () => setAsking(false),
  });
  return (
    <>
      {change.problem && !asking && <ProblemNote problem={change.problem} />}
      <Link className="button" href={`/positions/import?from=${id}`}>
        {text.edit}
      </Link>
      <button
        type="button"
        disabled={change.busy}
        onClick={() => (retired === null ? setAsking(true) : change.start(false))}
      >
        {retired === null ? text.retire : text.restore}
      </button>
      {asking && (
        <ConfirmDialog
          title={text.askRetire(aname)}
          go={text.retireGo}
          grave
          busy={change.busy}
          problem={change.problem}
          onGo={() => change.start(true)}
          onClose={() => setAsking(false)}
        >
          <p>{text.askRetireDetail}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
