/**
 * A caller can wait for the bell, with or without a time limit, and other code can ring it. A ring before the wait
 * counts.
 */
export function bell() {
  let rung = false;
  let wakeUp: (() => void) | undefined;
  return {
    ring(): void {
      rung = true;
      wakeUp?.();
    },
    /** Resolves at a ring, or after this many ms. */
    async wait(ms?: number): Promise<void> {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = ms === undefined ? undefined : setTimeout(resolve, ms);
          wakeUp = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      rung = false;
      wakeUp = undefined;
    },
  };
}
