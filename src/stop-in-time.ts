/** Ends a part of the process. Resolves when it has ended. */
export type Stop = () => Promise<unknown>;

export interface StopInTimeParts {
  /**
   * The parts by name. All parts of a group are stopped at once. The next group follows when all of them have ended or
   * failed.
   */
  groups: Record<string, Stop>[];
  /**
   * Called when the time is over, to end the process anyway. It gets the names of the parts that have not ended. There
   * are none if something else keeps the process alive.
   */
  tooLate(open: string[]): void;
  withinMs?: number;
}

// The process then ends within 15 s. Operators usually wait 20 s or 30 s.
const WITHIN_MS = 14_000;

/**
 * Stops the parts of a process that is to end. After all groups had their turn it rejects with the first fault, if
 * there was one.
 */
export async function stopInTime({ groups, tooLate, withinMs = WITHIN_MS }: StopInTimeParts): Promise<void> {
  const open = new Set(groups.flatMap((group) => Object.keys(group)));
  const faults: unknown[] = [];
  // The timer alone must not keep the process alive.
  setTimeout(() => tooLate([...open]), withinMs).unref();
  const end = async ([name, stop]: [string, Stop]): Promise<void> => {
    try {
      await stop();
    } catch (error) {
      faults.push(error);
    }
    open.delete(name);
  };
  for (const group of groups) await Promise.all(Object.entries(group).map(end));
  if (faults.length > 0) throw faults[0];
}
