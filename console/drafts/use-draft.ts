import { createContext, useCallback, useContext } from 'react';

/** What somebody typed and did not save. It may hold secrets, so it is in memory only. */
export interface Draft {
  /** What it is called in the bar that names what is not saved. */
  name: string;
  /** The address of its screen. */
  href: string;
  value: unknown;
}

export interface Drafts {
  all: ReadonlyMap<string, Draft>;
  keep(key: string, draft: Draft): void;
  drop(key: string): void;
}

export const DraftsContext = createContext<Drafts>({
  all: new Map(),
  keep: () => undefined,
  drop: () => undefined,
});

export interface DraftUse<T> {
  /** Undefined while nothing was typed. */
  draft: T | undefined;
  keep(value: T): void;
  drop(): void;
}

/**
 * The draft of a form, by a key that is its own, such as `config/10000042`. It stays while somebody looks at other
 * screens, and when the session ends: it comes back to the same user.
 */
export function useDraft<T>(key: string, { name, href }: Pick<Draft, 'name' | 'href'>): DraftUse<T> {
  const drafts = useContext(DraftsContext);
  const { keep: keepDraft, drop: dropDraft } = drafts;
  const keep = useCallback((value: T) => keepDraft(key, { name, href, value }), [keepDraft, key, name, href]);
  const drop = useCallback(() => dropDraft(key), [dropDraft, key]);
  return { draft: drafts.all.get(key)?.value as T | undefined, keep, drop };
}

/** Whether something was typed into a dialog and neither sent nor given up, so that its screen opens it again. */
export function useHasDraft(key: string): boolean {
  return useDrafted([key], () => key) !== undefined;
}

/** The same for the rows of a screen: the first whose dialog has a draft. */
export function useDrafted<T>(rows: readonly T[], keyOf: (row: T) => string): T | undefined {
  const { all } = useContext(DraftsContext);
  return rows.find((row) => all.has(keyOf(row)));
}
