import { setTimeout as wait } from 'node:timers/promises';

export interface Rate {
  perSecond: number;
  seconds: number;
  /** Ends it before. */
  stop?: AbortSignal;
}

/** Asks by the clock and does not wait for the one before, so that a slow server gets the same load. */
export async function atRate<Reply>(
  { perSecond, seconds, stop }: Rate,
  ask: (n: number) => Promise<Reply>,
): Promise<Reply[]> {
  const replies: Promise<Reply>[] = [];
  const start = performance.now();
  for (let n = 0; n < perSecond * seconds && !stop?.aborted; n += 1) {
    const early = start + (n * 1000) / perSecond - performance.now();
    if (early > 0) await wait(early);
    replies.push(ask(n));
  }
  return Promise.all(replies);
}
