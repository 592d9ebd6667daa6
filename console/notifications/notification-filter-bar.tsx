import { useState } from 'react';
import { ChoiceFilter, FilterBar, TextFilter } from '../parts/filter-bar.js';
import { words } from '../words/words.js';
import { type AddressFilter, filterFault, isRelative } from './notification-filters.js';
import { InstantFilter } from './instant-filter.js';

interface FilterBarParts {
  filters: AddressFilter;
  onChange(next: Partial<AddressFilter>): void;
}

const PERIOD = 'period';

/** The filters of notifications. All of them are in the address. */
export function NotificationFilterBar({ filters, onChange }: FilterBarParts) {
  const text = words.notifications.filter;
  const [asked, setAsked] = useState(false);
  const { since, until } = filters;
  const isPeriod = until !== '' || (since !== '' && !isRelative(since));
  const shown = isPeriod || (asked && since === '') ? PERIOD : since;
  const fault = filterFault(filters);
  return (
    <>
      <FilterBar>
        <TextFilter label={text.account} value={filters.account} onChange={(account) => onChange({ account })} />
        <ChoiceFilter
          label={text.state}
          value={filters.state}
          onChange={(state) => onChange({ state })}
          choices={Object.entries(words.notifications.states)}
        />
        <ChoiceFilter
          label={text.created}
          value={shown}
          onChange={(value) => {
            setAsked(value === PERIOD);
            onChange({ since: value === PERIOD ? '' : value, until: '' });
          }}
          choices={Object.entries(text.periods)}
        />
        {shown === PERIOD && (
          <>
            <InstantFilter label={text.since} value={since} onChange={(value) => onChange({ since: value })} />
            <InstantFilter label={text.until} value={until} onChange={(value) => onChange({ until: value })} />
          </>
        )}
        <TextFilter
          label={text.lastAnswer}
          value={filters.fault}
          placeholder={text.lastAnswerExample}
          onChange={(value) => onChange({ fault: value })}
        />
      </FilterBar>
      {fault !== undefined && (
        <p className="fault" role="alert">
          {fault}
        </p>
      )}
    </>
  );
}
