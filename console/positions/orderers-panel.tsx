import { useState } from 'react';
import { Link, useSearch } from 'wouter';
import type { components } from '../../openapi.js';
import { TakeAway } from '../assignments/take-away.js';
import { type Warnings, WarningsNote } from '../assignments/warnings-note.js';
import { AccountState } from '../accounts/account-state.js';
import { answer } from '../api/client.js';
import { CHARTS_EVERY_MS, useLive } from '../api/use-live.js';
import { useMay } from '../api/use-session.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { LoadState } from '../parts/load-state.js';
import { Pager } from '../parts/pager.js';
import { Panel } from '../parts/panel.js';
import { words } from '../words/words.js';
import { AssignAccount } from './assign-account.js';
import { type Position } from './shown-position.js';

type Account = components['schemas']['AdminAccountItem'];

/** The accounts that may order a position, a page at a time, to be assigned and taken away by an admin. */
export function OrderersPanel({ position }: { position: Position }) {
  const text = words.positions.orderers;
  const { position_id: id, accounts, retired } = position;
  const mayChange = useMay('admin');
  const mayAssign = mayChange && retired === null;
  const cursor = new URLSearchParams(useSearch()).get('cursor') ?? undefined;
  const [warnings, setWarnings] = useState<Warnings>([]);
  const live = useLive({
    key: ['orderers', id, cursor],
    every: CHARTS_EVERY_MS,
    keepPrevious: true,
    read: (api, options) =>
      answer(
        api.GET('/v1/admin/accounts', {
          ...options,
          params: { query: { position: id, ...(cursor !== undefined && { cursor }) } },
        }),
      ),
  });
  const columns: Column<Account>[] = [
    {
      key: 'account',
      head: text.account,
      cell: ({ account_id: accountId, name }) => (
        <Link href={`/accounts/${accountId}`}>
          <bdi>{name}</bdi>
        </Link>
      ),
    },
    { key: 'id', head: words.accounts.columns.id, cell: ({ account_id: accountId }) => <code>{accountId}</code> },
    { key: 'state', head: words.accounts.columns.state, cell: (account) => <AccountState account={account} /> },
    ...(mayChange
      ? [
          {
            key: 'remove',
            head: text.remove,
            headHidden: true,
            align: 'end' as const,
            cell: ({ account_id: accountId, name }: Account) => (
              <TakeAway
                positionId={id}
                accountId={accountId}
                label={text.remove}
                named={text.removeOf(name)}
                ask={text.ask(name)}
                onWarnings={setWarnings}
              />
            ),
          },
        ]
      : []),
  ];
  return (
    <Panel title={text.title} detail={accounts > 0 ? text.detail(accounts) : undefined}>
      <WarningsNote warnings={warnings} />
      <LoadState
        live={live}
        empty={{ when: ({ items }) => items.length === 0, show: mayAssign ? text.emptyAssign : text.empty }}
      >
        {({ items, next_cursor: next }) => (
          <>
            <DataTable
              caption={text.title}
              columns={columns}
              rows={items}
              keyOf={({ account_id: accountId }) => accountId}
              isPrevious={live.isPrevious}
            />
            <Pager next={next} />
          </>
        )}
      </LoadState>
      {mayAssign && <AssignAccount positionId={id} onWarnings={setWarnings} />}
    </Panel>
  );
}
