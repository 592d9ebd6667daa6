/** Counts wrong links. */
export interface GuessThrottle {
  /** Counts one more; whole seconds to wait when there were too many before it, else undefined. */
  guessed(address: string | undefined): Promise<number | undefined>;
}

/** What counts failures by address; `throttleFailures` of the middleware does. */
export interface FailureCounter {
  retryAfter(name: string, address: string): Promise<number | undefined>;
  failed(name: string, address: string): Promise<void>;
}

/**
 * Slows the guessing of links down, by client address. Only wrong links are brought here, so whoever has the right one
 * is never kept waiting, however many others share the address. That a link is looked up before is deliberate: telling
 * a rightful visitor from a guesser takes it, and no number of guesses finds one of 128 random bits (decision 0014).
 */
export function throttleGuesses({ retryAfter, failed }: FailureCounter): GuessThrottle {
  return {
    async guessed(address = '') {
      const wait = await retryAfter('', address);
      if (wait === undefined) await failed('', address);
      return wait;
    },
  };
}
