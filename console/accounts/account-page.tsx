import { Link } from 'wouter';
import type { components } from '../../openapi.js';
import { useAccount } from '../api/use-account.js';
import { useMay } from '../api/use-session.js';
import { Instant } from '../instants/instant.js';
import { LoadState } from '../parts/load-state.js';
import { Page } from '../parts/page.js';
import { ReadinessPanel } from '../readiness/readiness-panel.js';
import { useAccess } from '../readiness/use-access.js';
import { words } from '../words/words.js';
import { AccountPositions } from './account-positions.js';
import { AccountActions } from './account-actions.js';
import { AccountState } from './account-state.js';
import { AccountTest } from './account-test.js';
import { writeAge } from './write-age.js';

type Account = components['schemas']['AdminAccount'];

const text = words.accounts.one;

/** One account: its state, what belongs to it, and what can be done with the whole of it. */
export function AccountPage({ id }: { id: string }) {
  const mayChange = useMay('operator');
  const live = useAccount(id);
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
            <Readiness id={id} />
            {mayChange && <AccountTest id={id} />}
            <AccountPositions account={account} />
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

function Readiness({ id }: { id: string }) {
  const live = useAccess(id);
  return <LoadState live={live}>{(access) => <ReadinessPanel access={access} on="account" />}</LoadState>;
}

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
