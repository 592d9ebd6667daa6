import { Link } from 'wouter';
import type { components } from '../../openapi.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { lastAnswer } from '../notifications/last-answer.js';
import { Panel } from '../parts/panel.js';
import { words } from '../words/words.js';
import { writeSpan } from '../instants/write-span.js';

type Account = components['schemas']['AccountInTrouble'];

/** The accounts whose notifications are late or fail, each with what its server answered last. */
export function TroubleTable({ accounts }: { accounts: readonly Account[] }) {
  const text = words.overview.trouble;
  const columns: Column<Account>[] = [
    {
      key: 'account',
      head: text.columns.account,
      cell: ({ account_id: id, name }) => (
        <>
          <Link href={`/accounts/${id}`}>{name}</Link> <span className="quiet number">{id}</span>
        </>
      ),
    },
    {
      key: 'oldest',
      head: text.columns.oldest,
      align: 'end',
      cell: ({ oldest_due_seconds: seconds }) => (seconds > 0 ? writeSpan(seconds * 1000) : words.everywhere.none),
    },
    {
      key: 'failing',
      head: text.columns.failing,
      align: 'end',
      cell: ({ failing, account_id: id, name }) =>
        failing > 0 ? (
          <Link href={`/notifications?account=${id}&state=live`} aria-label={text.showOf(text.failing(failing), name)}>
            {text.failing(failing)}
          </Link>
        ) : (
          text.failing(failing)
        ),
    },
    {
      key: 'last',
      head: text.columns.last,
      cell: ({ last }) => (last ? lastAnswer(last) : words.everywhere.none),
    },
  ];
  return (
    <Panel title={text.title} detail={text.detail}>
      {accounts.length === 0 ? (
        <div className="empty">{text.none}</div>
      ) : (
        <DataTable caption={text.title} columns={columns} rows={accounts} keyOf={({ account_id: id }) => id} />
      )}
    </Panel>
  );
}
