import { sharedQueue } from '../../../engine/shared-queue.js';

/** Makes a PDF of a page, or says why there is none. It ends early when the signal aborts. */
export type Print = (html: string, signal: AbortSignal) => Promise<Printed>;

export type Printed = Buffer | 'busy' | 'failed';

export interface PrintRequest {
  /** The owner of the print, such as a report's token. One print runs at a time for each. */
  place: string;
  /** The version of the print, such as the hash of its page. */
  version: string;
  /** Makes the page. It is called only if the page is printed. */
  html: () => string;
  signal: AbortSignal;
}

/**
 * Prints one page at a time for each place, so that a visitor with one link cannot take every printer. An equal request
 * waits for the print that is under way and gets the same result. A request for another version gets 'busy'. The print
 * ends when all who wait for it have gone.
 */
export function printOnce(print: Print): (request: PrintRequest) => Promise<Printed> {
  const queue = sharedQueue<Printed>({ perOwner: 1 });
  return async function printOnce({ place, version, html, signal }) {
    if (signal.aborted) return 'failed';
    const key = JSON.stringify([place, version]);
    return queue.enter({ key, owner: place, signal, run: (gone) => print(html(), gone) });
  };
}
