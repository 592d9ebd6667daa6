import { useSession } from '../api/use-session.js';
import { useNow } from '../instants/use-now.js';
import { words } from '../words/words.js';

const WARN_BEFORE_MS = 120_000;

/** Two minutes before the session ends: says so, and offers to stay if that is possible. */
export function SessionBar() {
  const { session, clockOffset, stay } = useSession();
  const now = useNow() + clockOffset;
  const ends = Date.parse(session.ends);
  const idleEnds = Date.parse(session.idle_ends);
  const left = Math.min(ends, idleEnds) - now;
  // NaN, should the gateway not say when, is no reason for a bar.
  if (!(left < WARN_BEFORE_MS)) return null;
  const forGood = ends <= idleEnds;
  return (
    <div className="bar bar-caution" role="status">
      {/* The seconds would be said again and again. */}
      <span aria-hidden="true">{(forGood ? words.shell.endingForGood : words.shell.ending)(clock(left))}</span>
      <span className="visually-hidden">
        {(forGood ? words.shell.endingForGood : words.shell.ending)(clock(WARN_BEFORE_MS))}
      </span>
      {!forGood && (
        <button type="button" onClick={stay}>
          {words.shell.stay}
        </button>
      )}
    </div>
  );
}

function clock(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
