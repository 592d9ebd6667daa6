import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import { type Draft, DraftsContext } from './use-draft.js';

interface DraftsParts {
  /** Who typed them. Another user starts without any. */
  owner: string | undefined;
  children: ReactNode;
}

/** Keeps the drafts of all screens. Leaving the page with one asks. */
export function DraftsKeeper({ owner, children }: DraftsParts) {
  const [kept, setKept] = useState<{ owner: string | undefined; all: ReadonlyMap<string, Draft> }>({
    owner,
    all: new Map(),
  });
  // While nobody is signed in they wait for the one who typed them.
  if (owner !== undefined && owner !== kept.owner) {
    setKept({ owner, all: kept.owner === undefined ? kept.all : new Map() });
  }
  const change = useCallback((work: (all: Map<string, Draft>) => void) => {
    setKept((before) => {
      const all = new Map(before.all);
      work(all);
      return { ...before, all };
    });
  }, []);
  const keep = useCallback((key: string, draft: Draft) => change((all) => void all.set(key, draft)), [change]);
  const drop = useCallback((key: string) => change((all) => void all.delete(key)), [change]);
  const drafts = useMemo(() => ({ all: kept.all, keep, drop }), [kept.all, keep, drop]);
  useLeaveGuard(kept.all.size > 0);
  return <DraftsContext value={drafts}>{children}</DraftsContext>;
}

/** Lets the browser ask before the page is left. */
function useLeaveGuard(on: boolean): void {
  useEffect(() => {
    if (!on) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [on]);
}
