import { useEffect, useRef } from 'react';
import { ProblemNote } from '../parts/problem-note.js';
import { words } from '../words/words.js';
import { type AccessRow, permissionWords } from './access-draft.js';
import { type AccessForm } from './use-access-form.js';

/** Why a save was refused. If somebody else was first, it shows theirs and asks which to keep. */
export function RefusedSave({ stored, form }: { stored: readonly AccessRow[]; form: AccessForm }) {
  const { problem, refused } = form;
  if (problem === null || refused === undefined) return null;
  if (problem.status === 412) return <Conflict stored={stored} form={form} refused={refused} />;
  return (
    <>
      <p className="fault">{words.access.users.ofUser(refused.user)}</p>
      <ProblemNote problem={problem} />
    </>
  );
}

interface ConflictParts {
  stored: readonly AccessRow[];
  form: AccessForm;
  refused: AccessRow;
}

function Conflict({ stored, form, refused: { userId, user } }: ConflictParts) {
  const text = words.access.users;
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => note.current?.focus(), []);
  const changed = Object(form.problem?.body['changed']) as { version?: number; user?: string };
  const theirs = stored.find((row) => row.userId === userId);
  const mine = form.draft[userId];
  return (
    <div ref={note} className="note note-caution" role="alert" tabIndex={-1}>
      <p className="note-title">{text.changedBy(user, changed.user ?? text.somebody)}</p>
      <p>{text.nowAre(permissionWords(theirs?.permissions ?? []) || text.noneSet)}</p>
      <div className="note-foot">
        <button type="button" onClick={() => form.discard(userId)}>
          {text.takeTheirs}
        </button>
        {mine && changed.version !== undefined && (
          <button
            type="button"
            className="button-main"
            disabled={form.saving}
            onClick={() => form.save({ ...form.draft, [userId]: { ...mine, version: changed.version! } })}
          >
            {text.keepMine}
          </button>
        )}
      </div>
    </div>
  );
}
