/** Counts wrong links. */
export interface GuessThrottle {
  /**
   * Counts one more wrong link. Gives the whole seconds to wait if there were too many before it, otherwise undefined.
   */
  guessed(address: string | undefined): number | undefined;
}

/** Counts failures by address. `throttleFailures` of the middleware is one. */
export interface FailureCounter {
  retryAfter(name: string, address: string): number | undefined;
  failed(name: string, address: string): void;
}

/**
 * Slows down the guessing of links, by client address. Only wrong links are counted, so a visitor with a right link
 * never waits, however many others share the address. The link is looked up before this on purpose: only the look-up
 * tells a rightful visitor from a guesser, and no number of guesses finds one of 128 random bits (decision 0014).
 */
export function throttleGuesses({ retryAfter, failed }: FailureCounter): GuessThrottle {
  return {
    guessed(address = '') {
      const wait = retryAfter('', address);
      if (wait === undefined) failed('', address);
      return wait;
    },
  };
}
