import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type Api } from './client.js';
import { type Problem } from './problem.js';
import { useApi } from './use-api.js';

/** What a screen shows of something it reads: the last answer, how old it is, and what is wrong now. */
export interface Live<T> {
  data: T | undefined;
  problem: Problem | null;
  /** When `data` was read, ms; 0 before the first time. */
  readAt: number;
  /** Whether `data` belongs to another filter or page than the one that is being read. */
  isPrevious: boolean;
  again(): void;
}

interface LiveParts<T> {
  /** What names it: its screen, then everything the answer depends on. `refresh` of a change names the beginning. */
  key: readonly unknown[];
  read(api: Api, options: { signal: AbortSignal }): Promise<T>;
  /** How often it is read while the tab can be seen, ms. Without it, once. */
  every?: number;
  /** Keep showing the list of the last filter until that of the new one is there. */
  keepPrevious?: boolean;
  enabled?: boolean;
}

/** How often lists and figures are read. */
export const EVERY_MS = 5_000;
/** The same for charts, which change once a minute. */
export const CHARTS_EVERY_MS = 15_000;

/**
 * Reads something and goes on reading it while the tab can be seen. When reading fails, the last answer stays. A read
 * that is overtaken by another filter is given up.
 */
export function useLive<T>({ key, read, every, keepPrevious = false, enabled = true }: LiveParts<T>): Live<T> {
  const api = useApi();
  const query = useQuery<T, Problem>({
    queryKey: key,
    queryFn: ({ signal }) => read(api, { signal }),
    enabled,
    refetchInterval: every ?? false,
    refetchIntervalInBackground: false,
    ...(keepPrevious && { placeholderData: keepPreviousData }),
  });
  return {
    data: query.data,
    // During the tries after the first failure nothing is wrong yet.
    problem: query.error,
    readAt: query.dataUpdatedAt,
    isPrevious: query.isPlaceholderData,
    again: () => void query.refetch(),
  };
}
