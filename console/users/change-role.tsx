import { type FormEvent } from 'react';
import type { components } from '../../openapi.js';
import { answer } from '../api/client.js';
import { Modal } from '../changes/modal.js';
import { useChange } from '../changes/use-change.js';
import { ProblemNote } from '../parts/problem-note.js';
import { words } from '../words/words.js';

type Role = components['schemas']['ConsoleRoleOrNone'];

interface ChangeRoleParts {
  userId: string;
  user: string;
  role: Role;
  refresh: readonly (readonly unknown[])[];
  onClose(): void;
}

/** Chooses what an internal user may do in the console. */
export function ChangeRole({ userId, user, role, refresh, onClose }: ChangeRoleParts) {
  const text = words.users.one;
  const change = useChange<Role>({
    run: (api, chosen) =>
      answer(
        api.PUT('/v1/admin/users/{user_id}/console-role', {
          params: { path: { user_id: userId } },
          body: { role: chosen },
        }),
      ),
    refresh,
    said: text.roleNow,
    done: onClose,
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    change.start(new FormData(event.currentTarget).get('role') as Role);
  };
  return (
    <Modal title={text.askRole(user)} onClose={onClose}>
      <form onSubmit={submit}>
        {change.problem && <ProblemNote problem={change.problem} />}
        <fieldset className="choices">
          <legend className="visually-hidden">{words.users.role}</legend>
          {(Object.keys(words.users.roles) as Role[]).map((one) => (
            <label key={one} className="check">
              <input type="radio" name="role" value={one} defaultChecked={one === role} />
              {words.users.roles[one]}: {text.roleDetails[one]}
            </label>
          ))}
        </fieldset>
        <div className="dialog-foot">
          <button type="button" onClick={onClose}>
            {words.everywhere.cancel}
          </button>
          <button type="submit" className="button-main" disabled={change.busy}>
            {words.everywhere.save}
          </button>
        </div>
      </form>
    </Modal>
  );
}
