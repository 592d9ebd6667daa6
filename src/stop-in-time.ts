/** Ends a part of the process; resolves when it has ended. */
export type Stop = () => Promise<unknown>;

export interface StopInTimeParts {
  /** By name. All of a group are stopped at once, and the next group when all of it have ended or failed. */
  groups: Record<string, Stop>[];
  /**
   * Called with the names of what has not ended when the time is over, to end the process all the same; with none if it
   * is something else that keeps it.
   */
  tooLate(open: string[]): void;
  withinMs?: number;
}

// So that it is over within 15 s, when the usual 20 s or 30 s of an operator's patience are not.
const WITHIN_MS = 14_000;

/** Stops the parts of a process that is to end. Rejects with the first fault, after all groups had their turn. */
export async function stopInTime({ groups, tooLate, withinMs = WITHIN_MS }: StopInTimeParts): Promise<void> {
  const open = new Set(groups.flatMap((group) => Object.keys(group)));
  const faults: unknown[] = [];
  // Without it the process ends as soon as nothing keeps it.
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
