/** Notes whether somebody uses the page: a key or a pointer pressed. */
export interface UseWatch {
  /** Whether the page was used since this was last asked. */
  wasUsed(): boolean;
  stop(): void;
}

/** Listens for keys and pointers on the whole page. Loading the page is use too. */
export function watchUse(page: Pick<Document, 'addEventListener'>): UseWatch {
  let used = true;
  const listening = new AbortController();
  const note = () => {
    used = true;
  };
  for (const type of ['keydown', 'pointerdown', 'wheel'] as const) {
    page.addEventListener(type, note, { capture: true, passive: true, signal: listening.signal });
  }
  return {
    wasUsed() {
      const answered = used;
      used = false;
      return answered;
    },
    stop: () => listening.abort(),
  };
}
