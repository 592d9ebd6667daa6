import { type ReactNode } from 'react';
import { Link } from 'wouter';
import type { components } from '../../openapi.js';
import { StateBadge } from '../parts/state-badge.js';
import { words } from '../words/words.js';
import { writeSpan } from './write-span.js';

type Overview = components['schemas']['Overview'];

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
}

/** What needs a look, the worst first, each with the way to its cause. */
export function StatePanel({ overview, away, beside }: StatePanelParts) {
  const text = words.overview.state;
  const items: Item[] = overview.state.map((state) => itemOf(state, overview));
  if (away) items.unshift({ key: 'away', level: 'bad', text: text[`${away}_away`] });
  const worst = items[0]?.level;
  return (
    <section className={`state state-${worst ?? 'well'}`} aria-labelledby="state-title">
      <div className="state-head">
        <h2 id="state-title">{items.length === 0 ? text.well : text.count(items.length)}</h2>
        {beside}
      </div>
      {items.length > 0 && (
        <ul>
          {items.map(({ key, level, text: what, href }) => (
            <li key={key}>
              <StateBadge tone={level === 'bad' ? 'fault' : 'caution'}>{text.levels[level]}</StateBadge>
              <span className="state-text">{what}</span>
              {href !== undefined && (
                <Link href={href} className="button button-small" aria-label={text.showOf(what)}>
                  {text.show}
                </Link>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function itemOf({ what, level, channel = 'endpoint', value = 0 }: Overview['state'][number], overview: Overview): Item {
  const text = words.overview.state;
  const item = (words: string, href?: string): Item => ({ key: `${what} ${channel}`, level, text: words, href });
  const first = overview.trouble[0];
  const ending = overview.credentials[0];
  switch (what) {
    case 'oldest_due': {
      const time = writeSpan(value * 1000);
      if (channel === 'messages') return item(text.oldest_due.messages(time));
      const whose = first ? text.whose(first.name, first.account_id) : '';
      const href = first && `/notifications?account=${first.account_id}&state=live`;
      return item(text.oldest_due.endpoint(time, whose), href);
    }
    case 'parked':
      return item(text.parked[channel](value), channel === 'endpoint' ? '/notifications?state=parked' : undefined);
    case 'attempts_failing':
      return item(text.attempts_failing[channel](value));
    case 'credentials_end':
      return item(text.credentials_end(value, ending ? text.credential(ending.user, ending.label) : ''));
    case 'server_errors':
    case 'sign_ins_throttled':
      return item(text[what](value));
    case 'database_away':
    case 'no_process':
      return item(text[what]);
  }
}
