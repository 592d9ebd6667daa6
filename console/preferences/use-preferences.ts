import { createContext, useContext } from 'react';

export type Theme = 'system' | 'light' | 'dark';

export interface Preferences {
  /** Whether instants are written in UTC instead of the viewer's zone. */
  utc: boolean;
  theme: Theme;
  set(change: Partial<Pick<Preferences, 'utc' | 'theme'>>): void;
}

export const PreferencesContext = createContext<Preferences>({ utc: false, theme: 'system', set: () => undefined });

/** What somebody chose for this browser. */
export function usePreferences(): Preferences {
  return useContext(PreferencesContext);
}
