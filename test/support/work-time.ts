const TRIES = 30;

/**
 * Returns the shortest time of several tries, in ms. The time of a try is the elapsed time or the processor time,
 * whichever is shorter. Other processes may delay the first, and this process's own garbage collection the second. The
 * tries end as soon as one is below the bound.
 */
export async function workTime(boundMs: number, task: () => unknown): Promise<number> {
  let least = Infinity;
  for (let tries = 0; tries < TRIES && least >= boundMs; tries += 1) {
    const [start, startCpu] = [performance.now(), process.cpuUsage()];
    await task();
    const passed = performance.now() - start;
    const { user, system } = process.cpuUsage(startCpu);
    least = Math.min(least, passed, (user + system) / 1000);
  }
  return least;
}
