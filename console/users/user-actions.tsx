import { useState } from 'react';
import type { components } from '../../openapi.js';
import { answer } from '../api/client.js';
import { ConfirmDialog } from '../changes/confirm-dialog.js';
import { useChange } from '../changes/use-change.js';
import { useHasDraft } from '../drafts/use-draft.js';
import { ProblemNote } from '../parts/problem-note.js';
import { words } from '../words/words.js';
import { ChangeRole } from './change-role.js';

const text = words.users.one;

/** Disables a user or lets it sign in again, and changes its role. */
export function UserActions({ user }: { user: components['schemas']['ConsoleUserDetails'] }) {
  const { user_id: id, user: name, active, kind, role } = user;
  const [asking, setAsking] = useState<'disable' | 'role' | undefined>(useHasDraft(`role/${id}`) ? 'role' : undefined);
  const close = () => setAsking(undefined);
  const refresh = [['user', id], ['users'], ['access']];
  const change = useChange<boolean>({
    run: (api, on) =>
      answer(api.PATCH('/v1/admin/users/{user_id}', { params: { path: { user_id: id } }, body: { active: on } })),
    refresh,
    said: active ? text.disabledNow : text.enabledNow,
    done: close,
  });
  return (
    <>
      {asking === undefined && change.problem && <ProblemNote problem={change.problem} />}
      {kind === 'internal' && (
        <button type="button" onClick={() => setAsking('role')}>
          {text.changeRole}
        </button>
      )}
      <button type="button" disabled={change.busy} onClick={() => (active ? setAsking('disable') : change.start(true))}>
        {active ? text.disable : text.enable}
      </button>
      {asking === 'role' && <ChangeRole userId={id} user={name} role={role} refresh={refresh} onClose={close} />}
      {asking === 'disable' && (
        <ConfirmDialog
          title={text.askDisable(name)}
          go={text.disableGo}
          grave
          busy={change.busy}
          problem={change.problem}
          onGo={() => change.start(false)}
          onClose={() => {
            change.reset();
            close();
          }}
        >
          <p>{text.askDisableDetail}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
