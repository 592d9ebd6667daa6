import { useNow } from '../instants/use-now.js';
import { writeInstant } from '../instants/write-instant.js';
import { AccountFilter } from '../lists/account-filter.js';
import { PeriodFilter } from '../lists/period-filter.js';
import { ChoiceFilter, FilterBar, TextFilter } from '../parts/filter-bar.js';
import { usePreferences } from '../preferences/use-preferences.js';
import { words } from '../words/words.js';
import { type AddressFilter } from './notification-filters.js';

interface FilterBarParts {
  filters: AddressFilter;
  onChange(next: Partial<AddressFilter>): void;
}

/** The filters of notifications. All of them are in the address. */
export function NotificationFilterBar({ filters, onChange }: FilterBarParts) {
  const { account, state, since, until, fault, failed_since: failed } = filters;
  const text = words.notifications.filter;
  const { utc } = usePreferences();
  const now = useNow();
  // A copied link has an instant there.
  const at = Date.parse(failed);
  const own = Number.isNaN(at)
    ? []
    : [[failed, text.failedSince(writeInstant(at, { utc, now, precise: false }))] as const];
  return (
    <FilterBar>
      <AccountFilter value={account} onChange={(next) => onChange({ account: next })} />
      <ChoiceFilter
        label={text.state}
        value={state}
        onChange={(next) => onChange({ state: next })}
        choices={Object.entries(words.notifications.states)}
      />
      <PeriodFilter since={since} until={until} labels={text} onChange={onChange} />
      <TextFilter
        label={text.lastAnswer}
        value={fault}
        placeholder={text.lastAnswerExample}
        onChange={(next) => onChange({ fault: next })}
      />
      <ChoiceFilter
        label={text.failed}
        value={failed}
        onChange={(next) => onChange({ failed_since: next })}
        choices={[...Object.entries(text.failedIn), ...own]}
      />
    </FilterBar>
  );
}
