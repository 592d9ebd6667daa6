/**
 * The dialect's `whenTrue` for servers. One of the two knows no loop outside of a routine. For it all but the SELECT is
 * a comment, so it answers at once. Each look in the loop is a statement of its own. So it sees what was committed, and
 * holds no lock between two looks.
 */
export function whenTrueAtServer(
  conditions: readonly string[],
  { everyMs, forMs }: { everyMs: number; forMs: number },
): string {
  const question = `select ${conditions.join(', ')}`;
  if (forMs === 0) return question;
  return `/*M! begin not atomic declare looks int default 0;
    while looks < ${Math.floor(forMs / everyMs)} and not (${conditions.join(' or ')}) do
      do sleep(${everyMs / 1000}); set looks = looks + 1;
    end while; */ ${question} /*M! ; end */`;
}
