import { useState } from 'react';
import type { components } from '../../openapi.js';
import { useAccount } from '../api/use-account.js';
import { useMay } from '../api/use-session.js';
import { useHasDraft } from '../drafts/use-draft.js';
import { LoadState } from '../parts/load-state.js';
import { Page } from '../parts/page.js';
import { ReadinessPanel } from '../readiness/readiness-panel.js';
import { useAccess } from '../readiness/use-access.js';
import { words } from '../words/words.js';
import { rowOf } from './access-draft.js';
import { AccessCredentials } from './access-credentials.js';
import { HoldersPanel } from './holders-panel.js';
import { MakePartnerUser } from './make-partner-user.js';
import { SigningSecrets } from './signing-secrets.js';
import { useAccessForm } from './use-access-form.js';

const text = words.access;

/** The screen with everything that lets a partner in: users, permissions, credentials and signing secrets. */
export function AccessPage({ id }: { id: string }) {
  const live = useAccess(id);
  const { data: account } = useAccount(id);
  const mayChange = useMay('admin');
  const [making, setMaking] = useState(useHasDraft(`partner-user/${id}`));
  const make = (
    <button type="button" onClick={() => setMaking(true)}>
      {text.partner.go}
    </button>
  );
  return (
    <Page
      title={account ? text.of(account.name) : text.title}
      above={[
        { title: words.accounts.title, href: '/accounts' },
        { title: account?.name ?? id, href: `/accounts/${id}` },
      ]}
      lead={text.lead}
      actions={mayChange && live.data && make}
    >
      <LoadState live={live}>{(access) => <Access access={access} name={account?.name ?? id} />}</LoadState>
      {making && <MakePartnerUser accountId={id} onClose={() => setMaking(false)} />}
    </Page>
  );
}

function Access({ access, name }: { access: components['schemas']['AccountAccess']; name: string }) {
  const { account_id: id, users } = access;
  const stored = users.map(rowOf);
  const form = useAccessForm({ id, name }, stored);
  return (
    <>
      <ReadinessPanel access={access} on="access" onGiven={form.discard} />
      <HoldersPanel accountId={id} stored={stored} form={form} />
      <AccessCredentials accountId={id} users={users} />
      <SigningSecrets accountId={id} />
    </>
  );
}
