import { Instant } from '../instants/instant.js';
import { visibleText } from '../hostile/visible-text.js';
import { words } from '../words/words.js';
import { type GivenFilter } from './notification-filters.js';

interface FilterWordsParts {
  filter: GivenFilter;
  /** The name of its account, if it is known. */
  account?: string | undefined;
}

/** A filter in words, as a list. Without a state it is about all that ended undelivered, as replays are. */
export function FilterWords({ filter, account }: FilterWordsParts) {
  const text = words.notifications.filterWords;
  const { account: id, state, since, until, fault } = filter;
  const named = id !== undefined && account !== undefined ? `${visibleText(account)} (${id})` : id;
  return (
    <ul className="filter-words">
      <li>{named === undefined ? text.anyAccount : text.account(named)}</li>
      <li>{state === undefined ? text.undelivered : text.state(words.notifications.states[state])}</li>
      {fault !== undefined && <li>{text.fault(visibleText(fault))}</li>}
      <li>
        {text.between} {text.from} {since === undefined ? text.start : <Instant at={since} precise />} {text.to}{' '}
        {until === undefined ? text.now : <Instant at={until} precise />}
      </li>
    </ul>
  );
}
