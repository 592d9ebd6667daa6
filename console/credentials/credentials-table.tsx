import { useState } from 'react';
import { Link } from 'wouter';
import { useMay } from '../api/use-session.js';
import { Instant } from '../instants/instant.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { StateBadge, type Tone } from '../parts/state-badge.js';
import { words } from '../words/words.js';
import { useDrafted } from '../drafts/use-draft.js';
import { ChangeEnd } from './change-end.js';
import { type HeldCredential, type ListedCredential } from './listed-credential.js';
import { RemoveCredential } from './remove-credential.js';
import { RotateCredential } from './rotate-credential.js';

interface CredentialsTableParts {
  caption: string;
  held: readonly HeldCredential[];
  /** Whether there are credentials of several users. */
  showUser?: boolean;
  /** Beginnings of the keys of what is read again after a change. */
  refresh: readonly (readonly unknown[])[];
}

const text = words.credentials;

const TONES: Record<ListedCredential['state'], Tone> = { active: 'good', expired: 'quiet', revoked: 'quiet' };

const DIALOGS = { rotate: RotateCredential, end: ChangeEnd, remove: RemoveCredential };

interface Asked {
  what: keyof typeof DIALOGS;
  of: HeldCredential;
}

const dialogsOf = (of: HeldCredential): Asked[] => [
  { what: 'rotate', of },
  { what: 'end', of },
];
const draftKeyOf = ({ what, of }: Asked): string => `${what}/${of.credential.credential_id}`;

/** Credentials, each of which an admin can rotate, give another end, or remove. */
export function CredentialsTable({ caption, held, showUser = false, refresh }: CredentialsTableParts) {
  const mayChange = useMay('admin');
  const [asked, setAsked] = useState(useDrafted(held.flatMap(dialogsOf), draftKeyOf));
  const Dialog = asked && DIALOGS[asked.what];
  return (
    <>
      <DataTable
        caption={caption}
        columns={[
          ...(showUser ? [USER, LABEL] : [LABEL]),
          ...COLUMNS,
          ...(mayChange ? [actions((what, of) => setAsked({ what, of }))] : []),
        ]}
        rows={held}
        keyOf={({ credential }) => credential.credential_id}
      />
      {asked && Dialog && (
        <Dialog of={asked.of} draftKey={draftKeyOf(asked)} refresh={refresh} onClose={() => setAsked(undefined)} />
      )}
    </>
  );
}

const USER: Column<HeldCredential> = {
  key: 'user',
  head: text.columns.user,
  cell: ({ userId, user }) => <Link href={`/users/${userId}`}>{user}</Link>,
};

const LABEL: Column<HeldCredential> = {
  key: 'label',
  head: text.columns.label,
  cell: ({ credential }) => credential.label,
};

const COLUMNS: readonly Column<HeldCredential>[] = [
  { key: 'purpose', head: text.columns.purpose, cell: ({ credential }) => text.purposes[credential.purpose] },
  {
    key: 'state',
    head: text.columns.state,
    cell: ({ credential: { state } }) => <StateBadge tone={TONES[state]}>{text.states[state]}</StateBadge>,
  },
  {
    key: 'used',
    head: text.columns.lastUsed,
    cell: ({ credential: { last_used: at } }) => (at === null ? text.never : <Instant at={at} />),
  },
  {
    key: 'expires',
    head: text.columns.expires,
    cell: ({ credential: { expires, revoked } }) => {
      const at = revoked ?? expires;
      return at === null ? text.never : <Instant at={at} />;
    },
  },
];

function actions(ask: (what: keyof typeof DIALOGS, of: HeldCredential) => void): Column<HeldCredential> {
  const button = (what: keyof typeof DIALOGS, shown: string, label: string, of: HeldCredential) => (
    <button type="button" className="button-small" aria-label={label} onClick={() => ask(what, of)}>
      {shown}
    </button>
  );
  return {
    key: 'do',
    head: text.columns.do,
    headHidden: true,
    align: 'end',
    cell: (of) => {
      const { label, state } = of.credential;
      if (state === 'revoked') return null;
      return (
        <span className="row-actions">
          {button('rotate', text.rotate, text.rotateOf(label), of)}
          {button('end', text.end, text.endOf(label), of)}
          {button('remove', text.remove, text.removeOf(label), of)}
        </span>
      );
    },
  };
}
