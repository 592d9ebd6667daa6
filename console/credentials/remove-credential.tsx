import { ConfirmDialog } from '../changes/confirm-dialog.js';
import { useChange } from '../changes/use-change.js';
import { words } from '../words/words.js';
import { type CredentialDialogParts } from './credential-dialog-parts.js';

/** Asks, and removes a credential for good. */
export function RemoveCredential({ of: { userId, credential }, refresh, onClose }: CredentialDialogParts) {
  const text = words.credentials.removing;
  const remove = useChange({
    run: (api) =>
      api.DELETE('/v1/admin/users/{user_id}/credentials/{credential_id}', {
        params: { path: { user_id: userId, credential_id: credential.credential_id } },
      }),
    refresh,
    said: text.done,
    done: onClose,
  });
  return (
    <ConfirmDialog
      title={text.title(credential.label)}
      go={text.go}
      grave
      busy={remove.busy}
      problem={remove.problem}
      onGo={() => remove.start()}
      onClose={onClose}
    >
      <p>{text.detail}</p>
    </ConfirmDialog>
  );
}
