import { useState } from 'react';
import type { components } from '../../openapi.js';
import { answer } from '../api/client.js';
import { EVERY_MS, useLive } from '../api/use-live.js';
import { useMay } from '../api/use-session.js';
import { AddCredential } from '../credentials/add-credential.js';
import { CredentialsTable } from '../credentials/credentials-table.js';
import { useHasDraft } from '../drafts/use-draft.js';
import { LoadState } from '../parts/load-state.js';
import { Panel } from '../parts/panel.js';
import { words } from '../words/words.js';

/** The passwords of a user, those that were removed too. An admin adds, rotates and removes them. */
export function UserCredentials({ user }: { user: components['schemas']['ConsoleUserDetails'] }) {
  const { user_id: id, user: name, kind, role } = user;
  const text = words.users.one.credentials;
  const [adding, setAdding] = useState(useHasDraft(`credential/${id}`));
  const mayChange = useMay('admin');
  const refresh = [['user', id]];
  const live = useLive({
    key: ['user', id, 'credentials'],
    every: EVERY_MS,
    read: (api, options) =>
      answer(api.GET('/v1/admin/users/{user_id}/credentials', { ...options, params: { path: { user_id: id } } })),
  });
  return (
    <Panel
      title={text.title}
      detail={text.detail}
      actions={
        mayChange && (
          <button type="button" onClick={() => setAdding(true)}>
            {words.credentials.add}
          </button>
        )
      }
    >
      <LoadState live={live} empty={{ when: ({ items }) => items.length === 0, show: words.credentials.empty }}>
        {({ items }) => (
          <CredentialsTable
            caption={text.title}
            held={items.map((credential) => ({ userId: id, user: name, credential }))}
            refresh={refresh}
          />
        )}
      </LoadState>
      {adding && (
        <AddCredential
          userId={id}
          user={name}
          purposes={kind === 'partner' ? ['api'] : role === 'none' ? ['api', 'console'] : ['console', 'api']}
          refresh={refresh}
          onClose={() => setAdding(false)}
        />
      )}
    </Panel>
  );
}
