import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Api } from '../api/client.js';
import { type Live, useLive } from '../api/use-live.js';

interface NewestListParts<T> {
  /** What names it: its screen, its filter and the cursor of the address. */
  key: readonly unknown[];
  cursor: string | undefined;
  every?: number;
  enabled?: boolean;
  /** Reads the page that `cursor` names, or the first one. */
  read(api: Api, options: { signal: AbortSignal }, cursor: { cursor?: string }): Promise<T>;
}

/**
 * A list that begins with the newest. A page that is read again begins with the same row as before, so that new ones
 * push nothing away. They are counted, and `showNewer` shows them.
 */
export function useNewestList<T extends { own_cursor?: string }>(
  parts: NewestListParts<T>,
): { live: Live<T>; showNewer(): void } {
  const { cursor, every, enabled, read } = parts;
  const [looks, setLooks] = useState(0);
  const queries = useQueryClient();
  const key = [...parts.key, cursor, looks];
  const live = useLive<T>({
    key,
    keepPrevious: true,
    ...(every !== undefined && { every }),
    ...(enabled !== undefined && { enabled }),
    read: (api, options) => {
      const first = cursor ?? queries.getQueryData<T>(key)?.own_cursor;
      return read(api, options, first === undefined ? {} : { cursor: first });
    },
  });
  return { live, showNewer: () => setLooks(looks + 1) };
}
