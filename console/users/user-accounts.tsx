import { Link } from 'wouter';
import type { components } from '../../openapi.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { Panel } from '../parts/panel.js';
import { words } from '../words/words.js';

type Account = components['schemas']['AccountOfUser'];

const text = words.users.one.accounts;

const COLUMNS: readonly Column<Account>[] = [
  {
    key: 'account',
    head: text.columns.account,
    cell: ({ account_id: id, name }) => <Link href={`/accounts/${id}`}>{name}</Link>,
  },
  { key: 'id', head: text.columns.id, cell: ({ account_id: id }) => <code>{id}</code> },
  {
    key: 'permissions',
    head: text.columns.permissions,
    cell: ({ permissions }) =>
      permissions.map(({ permission, flags }) => `${permission} ${flags.join(', ')}`).join('; ') || text.none,
  },
  {
    key: 'do',
    head: text.columns.do,
    headHidden: true,
    align: 'end',
    cell: ({ account_id: id, name }) => (
      <Link href={`/accounts/${id}/access`} aria-label={text.accessTo(name)}>
        {text.access}
      </Link>
    ),
  },
];

/** The accounts on which a user may do something, each with what. */
export function UserAccounts({ accounts }: { accounts: readonly Account[] }) {
  return (
    <Panel title={text.title} detail={text.detail}>
      {accounts.length === 0 ? (
        <div className="empty">{text.empty}</div>
      ) : (
        <DataTable caption={text.title} columns={COLUMNS} rows={accounts} keyOf={({ account_id: id }) => id} />
      )}
    </Panel>
  );
}
