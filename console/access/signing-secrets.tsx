import { useState } from 'react';
import type { components } from '../../openapi.js';
import { answer } from '../api/client.js';
import { useLive } from '../api/use-live.js';
import { useMay } from '../api/use-session.js';
import { ConfirmDialog } from '../changes/confirm-dialog.js';
import { SecretOnce } from '../changes/secret-once.js';
import { useChange } from '../changes/use-change.js';
import { Instant } from '../instants/instant.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { LoadState } from '../parts/load-state.js';
import { Panel } from '../parts/panel.js';
import { ProblemNote } from '../parts/problem-note.js';
import { words } from '../words/words.js';

type Secret = components['schemas']['SigningSecret'];
type NewSecret = components['schemas']['NewSigningSecret'];

const AT_MOST = 3;

const text = words.access.secrets;

/** The secrets that sign the account's notifications. An admin adds one, shown once, and removes one. */
export function SigningSecrets({ accountId }: { accountId: string }) {
  const mayChange = useMay('admin');
  const [made, setMade] = useState<NewSecret>();
  const [asked, setAsked] = useState<string>();
  const key = ['signing-secrets', accountId];
  const path = { account_id: accountId };
  const secrets = useLive({
    key,
    every: 15_000,
    read: (api, options) =>
      answer(api.GET('/v1/admin/accounts/{account_id}/signing-secrets', { ...options, params: { path } })),
  });
  const add = useChange<void, NewSecret>({
    run: (api) => answer(api.POST('/v1/admin/accounts/{account_id}/signing-secrets', { params: { path } })),
    refresh: [key],
    said: text.added,
    done: setMade,
  });
  const isFull = (secrets.data?.items.length ?? 0) >= AT_MOST;
  return (
    <Panel
      title={text.title}
      detail={isFull && mayChange ? `${text.detail} ${text.full}` : text.detail}
      actions={
        mayChange &&
        !isFull && (
          <button type="button" disabled={add.busy} onClick={() => add.start()}>
            {text.add}
          </button>
        )
      }
    >
      {add.problem && <ProblemNote problem={add.problem} />}
      <LoadState live={secrets} empty={{ when: ({ items }) => items.length === 0, show: text.empty }}>
        {({ items }) => (
          <DataTable
            caption={text.title}
            columns={mayChange ? [...COLUMNS, removeColumn(setAsked)] : COLUMNS}
            rows={items}
            keyOf={({ fingerprint }) => fingerprint}
          />
        )}
      </LoadState>
      {made && (
        <SecretOnce
          title={text.onceTitle}
          values={[
            { name: text.secret, value: made.secret },
            { name: text.fingerprint, value: made.fingerprint },
          ]}
          onClose={() => setMade(undefined)}
        >
          <p>{text.onceDetail}</p>
        </SecretOnce>
      )}
      {asked && <RemoveSecret accountId={accountId} fingerprint={asked} onClose={() => setAsked(undefined)} />}
    </Panel>
  );
}

const COLUMNS: readonly Column<Secret>[] = [
  { key: 'fingerprint', head: text.columns.fingerprint, cell: ({ fingerprint }) => <code>{fingerprint}</code> },
  {
    key: 'added',
    head: text.columns.added,
    cell: ({ added }) => (added === null ? text.unknown : <Instant at={added} />),
  },
];

function removeColumn(ask: (fingerprint: string) => void): Column<Secret> {
  return {
    key: 'do',
    head: text.columns.do,
    headHidden: true,
    align: 'end',
    cell: ({ fingerprint }) => (
      <button
        type="button"
        className="button-small"
        aria-label={text.removeOf(fingerprint)}
        onClick={() => ask(fingerprint)}
      >
        {text.remove}
      </button>
    ),
  };
}

interface RemoveSecretParts {
  accountId: string;
  fingerprint: string;
  onClose(): void;
}

function RemoveSecret({ accountId, fingerprint, onClose }: RemoveSecretParts) {
  const remove = useChange({
    run: (api) =>
      api.DELETE('/v1/admin/accounts/{account_id}/signing-secrets/{fingerprint}', {
        params: { path: { account_id: accountId, fingerprint } },
      }),
    refresh: [['signing-secrets', accountId]],
    said: text.removed,
    done: onClose,
  });
  return (
    <ConfirmDialog
      title={text.askRemove(fingerprint)}
      go={text.removeGo}
      grave
      busy={remove.busy}
      problem={remove.problem}
      onGo={() => remove.start()}
      onClose={onClose}
    >
      <p>{text.askRemoveDetail}</p>
    </ConfirmDialog>
  );
}
