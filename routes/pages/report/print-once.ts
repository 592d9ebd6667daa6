import { sharedQueue } from '../../../engine/shared-queue.js';

/** A PDF of a page, or why there is none; ends early when the signal aborts. */
export type Print = (html: string, signal: AbortSignal) => Promise<Printed>;

export type Printed = Buffer | 'busy' | 'failed';

export interface PrintRequest {
  /** Of what there is one print at a time, such as a report's token. */
  place: string;
  /** What distinguishes prints of one place, such as the language. */
  version: string;
  /** The page, made only if it is printed. */
  html: () => string;
  signal: AbortSignal;
}

/**
 * Prints one page at a time for each place, so that whoever has one link can't take every printer: an equal request
 * waits for the print under way and gets the same, another version is 'busy'. The print ends when all who wait for it
 * have gone.
 */
export function printOnce(print: Print): (request: PrintRequest) => Promise<Printed> {
  const queue = sharedQueue<Printed>({ perOwner: 1 });
  return async function printOnce({ place, version, html, signal }) {
    if (signal.aborted) return 'failed';
    const key = JSON.stringify([place, version]);
    return queue.enter({ key, owner: place, signal, run: (gone) => print(html(), gone) });
  };
}
