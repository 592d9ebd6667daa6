import { APPLICATION_STATES, type ApplicationStatus } from '../../../engine/application/application-status.js';
import { storedSpellings } from './stored-spellings.js';

export type ListedStatus = 'incomplete' | 'completed' | 'all';

type AnyStatus = ListedStatus | ApplicationStatus;

/** Lists only the applications that have all of these. */
export interface ListFilter {
  /** The candidate's address in its normal form (`candidateEmail`). */
  email?: string | undefined;
  reference?: string | undefined;
  positionId?: string | undefined;
}

export interface Condition {
  /** May be empty. */
  sql: string;
  bindings: (string | number)[];
}

/**
 * The index of a list, and the conditions with which its ranges begin. The list has the rows of each of them. Without
 * the name of the index the optimizers chose another one (by expiry, by day, the primary key) and read all open rows.
 */
export interface ListSource {
  index: string;
  begins: Condition[];
}

/** What a list in the order of days is read from. A filter has an index of its own (decision 0032). */
export function listSource(status: AnyStatus, filter: ListFilter = {}): ListSource {
  const [first, ...others] = presentFilters(filter);
  if (!first) {
    const index = status === 'all' ? 'applications_by_day' : 'applications_by_state';
    return { index, begins: [ofStatus(status)] };
  }
  const states = status === 'all' ? Object.values(APPLICATION_STATES) : [APPLICATION_STATES[status]];
  const rest = both(...others.map(anyOf));
  const begins = first.values.flatMap((value) =>
    states.map((state) => both({ sql: `${first.column} = ? and a.state = ${state}`, bindings: [value] }, rest)),
  );
  return { index: first.index, begins };
}

/** The status and the filters as conditions that are checked on each row. */
export function rowCondition(status: AnyStatus, filter: ListFilter = {}): Condition {
  return both(ofStatus(status), ...presentFilters(filter).map(anyOf));
}

/** All of these conditions together. */
export function both(...conditions: Condition[]): Condition {
  const present = conditions.filter(({ sql }) => sql !== '');
  return { sql: present.map(({ sql }) => sql).join(' and '), bindings: present.flatMap(({ bindings }) => bindings) };
}

interface PresentFilter {
  index: string;
  column: string;
  /** An application has one of them. */
  values: string[];
}

/** The filters that are set. The first one leaves the fewest rows, and the others are checked on these. */
function presentFilters({ email, reference, positionId }: ListFilter): PresentFilter[] {
  const filters: PresentFilter[] = [];
  const add = (index: string, column: string, values: string[]) => filters.push({ index, column, values });
  if (email !== undefined) add('applications_by_email', 'a.candidate_email', storedSpellings(email));
  if (reference !== undefined) add('applications_by_reference', 'a.reference', [reference]);
  if (positionId !== undefined) add('applications_by_position', 'a.position_id', [positionId]);
  return filters;
}

function anyOf({ column, values }: PresentFilter): Condition {
  return { sql: `${column} in (${values.map(() => '?').join()})`, bindings: values };
}

function ofStatus(status: AnyStatus): Condition {
  return { sql: status === 'all' ? '' : `a.state = ${APPLICATION_STATES[status]}`, bindings: [] };
}
