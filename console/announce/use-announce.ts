import { createContext, useContext } from 'react';

export const AnnounceContext = createContext<(text: string) => void>(() => undefined);

/** Says something to people who listen to the page. Polls say nothing. */
export function useAnnounce(): (text: string) => void {
  return useContext(AnnounceContext);
}
