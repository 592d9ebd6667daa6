import { useState } from 'react';
import type { components } from '../../openapi.js';
import { answer } from '../api/client.js';
import { ConfirmDialog } from '../changes/confirm-dialog.js';
import { useChange } from '../changes/use-change.js';
import { useHasDraft } from '../drafts/use-draft.js';
import { ProblemNote } from '../parts/problem-note.js';
import { words } from '../words/words.js';
import { PauseDialog } from './pause-dialog.js';
import { RenameAccount } from './rename-account.js';
import { useHold } from './use-hold.js';

const text = words.accounts.one;

/** Pause and resume, disable and enable: what stops something asks first, what lets it go on does not. */
export function AccountActions({ account }: { account: components['schemas']['AdminAccount'] }) {
  const { account_id: id, name, paused, disabled, queued } = account;
  const [asking, setAsking] = useState<'pause' | 'disable' | 'rename' | undefined>(
    useHasDraft(`rename/${id}`) ? 'rename' : undefined,
  );
  const path = { account_id: id };
  const refresh = [['account', id], ['accounts'], ['access', id]];
  const done = () => setAsking(undefined);
  const resume = useHold({ id, hold: false });
  const disable = useChange({
    run: (api, on: boolean) =>
      answer(api.PATCH('/v1/admin/accounts/{account_id}', { params: { path }, body: { disabled: on } })),
    refresh,
    said: disabled === null ? text.disabledNow : text.enabledNow,
    done,
  });
  const problem = asking === undefined ? (resume.problem ?? disable.problem) : null;
  return (
    <>
      {problem && <ProblemNote problem={problem} />}
      <button type="button" onClick={() => setAsking('rename')}>
        {text.rename}
      </button>
      <button type="button" disabled={resume.busy} onClick={() => (paused ? resume.start() : setAsking('pause'))}>
        {paused ? text.resume : text.pause}
      </button>
      <button
        type="button"
        disabled={disable.busy}
        onClick={() => (disabled === null ? setAsking('disable') : disable.start(false))}
      >
        {disabled === null ? text.disable : text.enable}
      </button>
      {asking === 'rename' && <RenameAccount id={id} name={name} refresh={refresh} onClose={done} />}
      {asking === 'pause' && <PauseDialog id={id} name={name} queued={queued} onPaused={done} onClose={done} />}
      {asking === 'disable' && (
        <ConfirmDialog
          title={text.askDisable(name)}
          go={text.disable}
          grave
          busy={disable.busy}
          problem={disable.problem}
          onGo={() => disable.start(true)}
          onClose={done}
        >
          <p>{text.askDisableDetail}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
