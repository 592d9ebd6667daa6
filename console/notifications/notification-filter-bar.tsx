import { AccountFilter } from '../lists/account-filter.js';
import { PeriodFilter } from '../lists/period-filter.js';
import { ChoiceFilter, FilterBar, TextFilter } from '../parts/filter-bar.js';
import { words } from '../words/words.js';
import { type AddressFilter } from './notification-filters.js';

interface FilterBarParts {
  filters: AddressFilter;
  onChange(next: Partial<AddressFilter>): void;
}

/** The filters of notifications. All of them are in the address. */
export function NotificationFilterBar({ filters: { account, state, since, until, fault }, onChange }: FilterBarParts) {
  const text = words.notifications.filter;
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
    </FilterBar>
  );
}
