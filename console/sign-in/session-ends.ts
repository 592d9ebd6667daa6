/** Hands the news that the gateway knows the session no more from the client of the API to the session gate. */
export interface SessionEnds {
  tell(): void;
  /** Returns what ends the listening. */
  listen(listener: () => void): () => void;
}

/** Makes one for a page. */
export function sessionEnds(): SessionEnds {
  const listeners = new Set<() => void>();
  return {
    tell: () => listeners.forEach((listener) => listener()),
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
