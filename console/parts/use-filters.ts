import { useLocation, useSearch } from 'wouter';

/**
 * The filter of a list, in the query of the address. `names` are its parameters; absent is ''. A new filter begins at
 * the first page. Back and forward go from filter to filter, and a link shows the same to a colleague.
 */
export function useFilters<Name extends string>(
  names: readonly Name[],
): [filters: Record<Name, string>, change: (next: Partial<Record<Name, string>>) => void, cursor: string | undefined] {
  const query = new URLSearchParams(useSearch());
  const [path, navigate] = useLocation();
  const filters = Object.fromEntries(names.map((name) => [name, query.get(name) ?? ''])) as Record<Name, string>;
  const change = (next: Partial<Record<Name, string>>) => navigate(addressOf(path, { ...filters, ...next }));
  return [filters, change, query.get('cursor') ?? undefined];
}

/** A path with those parameters that have a value. */
export function addressOf(path: string, parameters: Record<string, string | undefined>): string {
  const query = new URLSearchParams(
    Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''),
  ).toString();
  return query === '' ? path : `${path}?${query}`;
}
