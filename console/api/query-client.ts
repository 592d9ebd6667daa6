import { QueryClient } from '@tanstack/react-query';
import { Problem } from './problem.js';

const TRIES = 3;

/** Whether asking again can help: the gateway was busy, or nobody answered. */
function mayPass(error: unknown): boolean {
  return error instanceof Problem && (error.status === 0 || error.status === 503);
}

/** Keeps what was read. It asks again only where that can help, and never because a window got the focus. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (failures, error) => mayPass(error) && failures < TRIES - 1,
        refetchOnWindowFocus: false,
        // A browser that believes to be offline may still reach a gateway on the same machine.
        networkMode: 'always',
        gcTime: 5 * 60_000,
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
