import { useState } from 'react';
import type { components } from '../../openapi.js';
import { useMay } from '../api/use-session.js';
import { AddCredential } from '../credentials/add-credential.js';
import { CredentialsTable } from '../credentials/credentials-table.js';
import { useDrafted } from '../drafts/use-draft.js';
import { Panel } from '../parts/panel.js';
import { words } from '../words/words.js';

type Holder = components['schemas']['HolderWithCredentials'];

/** The passwords of the users of an account, removed ones left out. */
export function AccessCredentials({ accountId, users }: { accountId: string; users: readonly Holder[] }) {
  const text = words.access.credentials;
  const mayChange = useMay('admin');
  const refresh = [['access', accountId]];
  const held = users.flatMap(({ user_id: userId, user, credentials }) =>
    credentials.filter(({ state }) => state !== 'revoked').map((credential) => ({ userId, user, credential })),
  );
  // Whoever has a password gets a second one by rotating it.
  const without = users.filter(({ user_id: id, kind }) => kind === 'partner' && !held.some((one) => one.userId === id));
  const [adding, setAdding] = useState(useDrafted(without, ({ user_id: id }) => `credential/${id}`));
  return (
    <Panel title={words.access.credentials.title} detail={text.detail}>
      {held.length === 0 ? (
        <div className="empty">{words.credentials.empty}</div>
      ) : (
        <CredentialsTable caption={text.title} held={held} showUser refresh={refresh} />
      )}
      {mayChange && without.length > 0 && (
        <div className="row-actions">
          {without.map((holder) => (
            <button key={holder.user_id} type="button" onClick={() => setAdding(holder)}>
              {text.addFor(holder.user)}
            </button>
          ))}
        </div>
      )}
      {adding && (
        <AddCredential
          userId={adding.user_id}
          user={adding.user}
          purposes={['api']}
          refresh={refresh}
          onClose={() => setAdding(undefined)}
        />
      )}
    </Panel>
  );
}
