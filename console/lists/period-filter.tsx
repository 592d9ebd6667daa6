import { useState } from 'react';
import { ChoiceFilter } from '../parts/filter-bar.js';
import { words } from '../words/words.js';
import { InstantFilter } from './instant-filter.js';
import { isRelative } from './periods.js';

const PERIOD = 'period';

interface Period {
  /** An instant, or a word such as 24h, or ''. */
  since: string;
  until: string;
}

interface PeriodFilterParts extends Period {
  labels: { period: string; since: string; until: string };
  onChange(next: Partial<Period>): void;
}

/** The last hour, day or week, or from when until when. */
export function PeriodFilter({ since, until, labels, onChange }: PeriodFilterParts) {
  const [asked, setAsked] = useState(false);
  const isPeriod = until !== '' || (since !== '' && !isRelative(since));
  const shown = isPeriod || (asked && since === '') ? PERIOD : since;
  return (
    <>
      <ChoiceFilter
        label={labels.period}
        value={shown}
        onChange={(value) => {
          setAsked(value === PERIOD);
          onChange({ since: value === PERIOD ? '' : value, until: '' });
        }}
        choices={Object.entries(words.lists.periods)}
      />
      {shown === PERIOD && (
        <>
          <InstantFilter label={labels.since} value={since} onChange={(value) => onChange({ since: value })} />
          <InstantFilter label={labels.until} value={until} onChange={(value) => onChange({ until: value })} />
        </>
      )}
    </>
  );
}
