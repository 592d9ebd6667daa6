/** Something that can be waited for with a limit and rung from elsewhere; a ring before the wait counts. */
export function bell() {
  let rung = false;
  let wakeUp: (() => void) | undefined;
  return {
    ring(): void {
      rung = true;
      wakeUp?.();
    },
    /** Resolves at a ring or after so many ms. */
    async wait(ms: number): Promise<void> {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
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
