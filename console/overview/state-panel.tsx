import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { components } from '../../openapi.js';
import { PauseDialog } from '../accounts/pause-dialog.js';
import { useMay } from '../api/use-session.js';
import { StateBadge } from '../parts/state-badge.js';
import { words } from '../words/words.js';
import { HeldBack } from './held-back.js';
import { writeSpan } from '../instants/write-span.js';

type Overview = components['schemas']['Overview'];
type AccountInTrouble = Overview['trouble'][number];

interface StatePanelParts {
  overview: Overview;
  /** What does not answer now, if that is so. */
  away?: 'database' | 'gateway' | undefined;
  beside: ReactNode;
}

interface Item {
  key: string;
  level: 'bad' | 'look';
  text: string;
  href?: string | undefined;
  /** Where else the cause stands, in words, where no list of the console has it. */
  hint?: string | undefined;
  /** Whose notifications could be held back. */
  account?: AccountInTrouble | undefined;
}

/**
 * What needs a look, the worst first, each with the way to its cause. The account whose notifications are late longest
 * can be paused from here, and its pause undone.
 */
export function StatePanel({ overview, away, beside }: StatePanelParts) {
  const text = words.overview.state;
  const items: Item[] = overview.state.map((state) => itemOf(state, overview));
  if (away) items.unshift({ key: 'away', level: 'bad', text: text[`${away}_away`] });
  const worst = items[0]?.level;
  const mayPause = useMay('operator');
  const [asked, setAsked] = useState<AccountInTrouble>();
  const [held, setHeld] = useState<readonly AccountInTrouble[]>([]);
  return (
    <section className={`state state-${worst ?? 'well'}`} aria-labelledby="state-title">
      <div className="state-head">
        <h2 id="state-title">{items.length === 0 ? text.well : text.count(items.length)}</h2>
        {beside}
      </div>
      {items.length > 0 && (
        <ul>
          {items.map(({ key, level, text: what, href, hint, account }) => (
            <li key={key}>
              <StateBadge tone={level === 'bad' ? 'fault' : 'caution'}>{text.levels[level]}</StateBadge>
              <span className="state-text">
                {what} {hint !== undefined && <span className="quiet">{hint}</span>}
              </span>
              {href !== undefined && (
                <Link href={href} className="button button-small" aria-label={text.showOf(what)}>
                  {text.show}
                </Link>
              )}
              {mayPause && account && (
                <button
                  type="button"
                  className="button-small"
                  aria-label={text.pauseOf(account.name)}
                  onClick={() => setAsked(account)}
                >
                  {text.pause}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {held.map((account) => (
        <HeldBack
          key={account.account_id}
          account={account}
          onUndone={() => setHeld(held.filter((one) => one !== account))}
        />
      ))}
      {asked && (
        <PauseDialog
          id={asked.account_id}
          name={asked.name}
          onPaused={() => {
            setHeld([...held.filter(({ account_id: id }) => id !== asked.account_id), asked]);
            setAsked(undefined);
          }}
          onClose={() => setAsked(undefined)}
        />
      )}
    </section>
  );
}

function itemOf({ what, level, channel = 'endpoint', value = 0 }: Overview['state'][number], overview: Overview): Item {
  const text = words.overview.state;
  const item = (words: string, more: Pick<Item, 'href' | 'hint' | 'account'> = {}): Item => ({
    ...{ key: `${what} ${channel}`, level, text: words, ...more },
  });
  const first = overview.trouble[0];
  const ending = overview.credentials[0];
  switch (what) {
    case 'oldest_due': {
      const time = writeSpan(value * 1000);
      if (channel === 'messages') return item(text.oldest_due.messages(time), { hint: text.messages('waiting') });
      const whose = first ? text.whose(first.name, first.account_id) : '';
      const href = first && `/notifications?account=${first.account_id}&state=live`;
      return item(text.oldest_due.endpoint(time, whose), { href, account: first });
    }
    case 'parked':
      return item(
        text.parked[channel](value),
        channel === 'endpoint' ? { href: '/notifications?state=parked' } : { hint: text.messages('parked') },
      );
    case 'attempts_failing':
      return item(
        text.attempts_failing[channel](value),
        channel === 'endpoint' ? { href: '/notifications?failed_since=15m' } : { hint: text.messagesFailing },
      );
    case 'credentials_end':
      return item(text.credentials_end(value, ending ? text.credential(ending.user, ending.label) : ''), {
        href: ending && `/users/${ending.user_id}`,
      });
    case 'server_errors':
    case 'sign_ins_throttled':
      return item(text[what](value), { hint: text.inLog[what] });
    case 'database_away':
    case 'no_process':
      return item(text[what]);
  }
}
