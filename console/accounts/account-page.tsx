import { Link } from 'wouter';
import type { components } from '../../openapi.js';
import { answer } from '../api/client.js';
import { EVERY_MS, useLive } from '../api/use-live.js';
import { useMay } from '../api/use-session.js';
import { Instant } from '../instants/instant.js';
import { LoadState } from '../parts/load-state.js';
import { Page } from '../parts/page.js';
import { Panel } from '../parts/panel.js';
import { StateBadge } from '../parts/state-badge.js';
import { words } from '../words/words.js';
import { AccountActions } from './account-actions.js';
import { AccountState } from './account-state.js';
import { writeAge } from './write-age.js';

type Account = components['schemas']['AdminAccount'];

const text = words.accounts.one;

/** One account: its state, what belongs to it, and what can be done with the whole of it. */
export function AccountPage({ id }: { id: string }) {
  const mayChange = useMay('operator');
  const live = useLive({
    key: ['account', id],
    every: EVERY_MS,
    read: (api, options) =>
      answer(api.GET('/v1/admin/accounts/{account_id}', { ...options, params: { path: { account_id: id } } })),
  });
  return (
    <Page
      title={live.data?.name ?? text.id(id)}
      above={[{ title: words.accounts.title, href: '/accounts' }]}
      beside={live.data && <AccountState account={live.data} />}
      actions={live.data && mayChange && <AccountActions account={live.data} />}
    >
      <LoadState live={live}>
        {(account) => (
          <>
            <nav className="tiles" aria-label={text.links}>
              {LINKS.map(([name, href]) => (
                <Link key={name} href={href(id)}>
                  {text[name]}
                </Link>
              ))}
            </nav>
            <Figures account={account} />
            <Positions positions={account.positions} />
          </>
        )}
      </LoadState>
    </Page>
  );
}

const LINKS = [
  ['config', (id: string) => `/accounts/${id}/config`],
  ['access', (id: string) => `/accounts/${id}/access`],
  ['notifications', (id: string) => `/notifications?account=${id}`],
  ['applications', (id: string) => `/applications?account=${id}`],
  ['audit', (id: string) => `/audit?object=${encodeURIComponent(`account ${id}`)}`],
] as const;

function Figures({ account }: { account: Account }) {
  const { oldest_due_seconds: late, url_host: host } = account;
  return (
    <dl className="figures">
      <div>
        <dt>{words.accounts.columns.id}</dt>
        <dd>
          <code>{account.account_id}</code>
        </dd>
      </div>
      <div>
        <dt>{text.queue}</dt>
        <dd className="number">{text.queued(account.queued)}</dd>
      </div>
      <div>
        <dt>{text.oldest}</dt>
        <dd className="number">{late === null ? text.noneDue : writeAge(late)}</dd>
      </div>
      <div>
        <dt>{text.url}</dt>
        <dd>{host ?? words.accounts.noUrl}</dd>
      </div>
      <div>
        <dt>{text.created}</dt>
        <dd>
          <Instant at={account.created} />
        </dd>
      </div>
    </dl>
  );
}

function Positions({ positions }: Pick<Account, 'positions'>) {
  return (
    <Panel title={text.positions}>
      {positions.length === 0 ? (
        <p className="empty">{text.noPositions}</p>
      ) : (
        <ul className="card-list">
          {positions.map(({ position_id: id, position, retired }) => (
            <li key={id}>
              <Link href={`/positions/${id}`}>{position}</Link>{' '}
              {retired && <StateBadge tone="quiet">{text.retired}</StateBadge>}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
