import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { type Preferences, PreferencesContext, type Theme } from './use-preferences.js';

type Kept = Pick<Preferences, 'utc' | 'theme'>;

const KEY = 'pop-console-preferences';
const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

/** Keeps what somebody chose for this browser: the zone of all times, and the colours. */
export function PreferencesKeeper({ children }: { children: ReactNode }) {
  const [kept, setKept] = useState(read);
  useEffect(() => {
    if (kept.theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = kept.theme;
  }, [kept.theme]);
  const preferences = useMemo(
    () => ({
      ...kept,
      set(change: Partial<Kept>) {
        const next = { ...kept, ...change };
        setKept(next);
        write(next);
      },
    }),
    [kept],
  );
  return <PreferencesContext value={preferences}>{children}</PreferencesContext>;
}

// A browser may forbid the storage, and people may have written anything into it.
function read(): Kept {
  try {
    const { utc, theme } = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Kept>;
    return { utc: utc === true, theme: THEMES.find((one) => one === theme) ?? 'system' };
  } catch {
    return { utc: false, theme: 'system' };
  }
}

function write(kept: Kept): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // Then it holds until the page is left.
  }
}
