import { type ReactNode } from 'react';
import { type Problem } from '../api/problem.js';
import { type Live } from '../api/use-live.js';
import { words } from '../words/words.js';
import { ProblemNote } from './problem-note.js';
import { useNow } from '../instants/use-now.js';
import { usePreferences } from '../preferences/use-preferences.js';
import { relativeWords, writeInstant } from '../instants/write-instant.js';

interface LoadStateParts<T> {
  live: Live<T>;
  /** What there is instead if the answer is empty: why, and the next step. */
  empty?: { when(data: T): boolean; show: ReactNode };
  children(data: T): ReactNode;
}

/** Shows what was read in each of its states: loading, empty, error, and stale, in which the last answer stays. */
export function LoadState<T>({ live, empty, children }: LoadStateParts<T>) {
  const { data, problem, again } = live;
  if (data === undefined) {
    return problem === null ? (
      <p className="loading">{words.everywhere.loading}</p>
    ) : (
      <ProblemNote problem={problem} onAgain={again} />
    );
  }
  return (
    <>
      {problem !== null && <StaleNote live={live} problem={problem} />}
      {empty?.when(data) ? <div className="empty">{empty.show}</div> : children(data)}
    </>
  );
}

/** Whether nobody answered, or whoever did could not read: then asking again is all that helps. */
const isAway = ({ status }: Problem) => status === 0 || status >= 500;

function StaleNote({ live: { readAt, again }, problem }: { live: Live<unknown>; problem: Problem }) {
  const age = useAge(readAt);
  if (!isAway(problem)) {
    return (
      <>
        <ProblemNote problem={problem} onAgain={again} />
        <p className="quiet">{words.everywhere.before(age)}</p>
      </>
    );
  }
  return (
    <div className="note note-caution">
      <p>{words.everywhere.stale(age)}</p>
      <div className="note-foot">
        <button type="button" onClick={again}>
          {words.everywhere.tryAgain}
        </button>
      </div>
    </div>
  );
}

/** "Read 4 s ago", for what is read again and again. */
export function ReadAgo({ at }: { at: number }) {
  return <span className="quiet read-ago">{words.everywhere.readAgo(useAge(at))}</span>;
}

function useAge(at: number): string {
  // The clock of the page goes in steps, so an answer may seem to come from the next second.
  const now = Math.max(useNow(), at);
  const { utc } = usePreferences();
  return relativeWords(at, now) ?? writeInstant(at, { utc, now, precise: false });
}
