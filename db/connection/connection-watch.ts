import { type Socket } from 'node:net';
import { codeOf } from './dialect.js';
import { SERVER_ERRORS } from './driver/server-errors.js';

/** What is used here of a connection of the server's driver. */
export interface ServerConnection {
  /** As the driver has it: the statement, perhaps its values, and last a function that gets the error or the result. */
  query(...args: unknown[]): unknown;
  end(done?: (error?: Error) => void): unknown;
  readonly stream: Socket;
}

/** No answer came in time. Whether the statement took effect is not known. */
class StatementLimitError extends Error {
  readonly code = 'STATEMENT_LIMIT';
  /** As the driver marks errors that end a connection. */
  readonly fatal = true;

  constructor(limitMs: number) {
    super(`no answer within ${limitMs / 1000} s, the connection was given up`);
    this.name = 'StatementLimitError';
  }
}

export type ConnectionWatch = ReturnType<typeof connectionWatch>;

export interface ConnectionWatchParts {
  /** The limit of each statement, ms. */
  statementMs: number;
  warn(message: string): void;
}

interface Watched {
  limitMs: number;
  openedAt: number;
  /** When the statement was sent whose answer is awaited. */
  sentAt: number;
  heardAt: number;
  underWay: number;
  answers: number;
  timer: NodeJS.Timeout | undefined;
  /** Not to be used again by anybody else. */
  spent: boolean;
  lost: boolean;
}

type Done = (error: Error | null, ...rest: unknown[]) => void;

// A server that stays read-only would else cost every connection at every write.
const RENEWED_AT_MOST_EVERY_MS = 5_000;

/**
 * Gives each statement on the connections of a pool its limit, whichever way it comes. A connection that gave no answer
 * in time is destroyed: the driver's own limit reports an error and leaves the connection as it is, with the statement
 * still under way and every later one behind it. With it go the idle ones that have not been heard of since: what
 * swallowed one answer has often cut them off too, and each would cost somebody the whole limit again.
 */
export function connectionWatch({ statementMs, warn }: ConnectionWatchParts) {
  const watched = new WeakMap<ServerConnection, Watched>();
  let heardNotBefore = -Infinity;
  let openedNotBefore = -Infinity;

  /** To be called with each new connection before its first statement. */
  function watch(connection: ServerConnection): void {
    const now = performance.now();
    const fresh = { openedAt: now, heardAt: now, sentAt: now, timer: undefined, spent: false, lost: false };
    const state: Watched = { limitMs: statementMs, underWay: 0, answers: 0, ...fresh };
    watched.set(connection, state);
    const send = connection.query.bind(connection);
    connection.query = (...args) => {
      const done = args.pop();
      if (typeof done !== 'function') throw new Error('A statement without a callback would have no limit.');
      // The driver would only say that the connection is closed, for example to the rollback, whose error is the one
      // shown.
      if (state.lost) return process.nextTick(done as Done, new StatementLimitError(state.limitMs));
      if (state.underWay++ === 0) awaitAnswer(connection, state);
      return send(...args, (error: Error | null, ...rest: unknown[]) => {
        answered(connection, state, error);
        (done as Done)(error, ...rest);
      });
    };
    endAtOnce(connection);
  }

  function awaitAnswer(connection: ServerConnection, state: Watched): void {
    const { answers } = state;
    state.sentAt = performance.now();
    // Looked at once more after what the network had in store: this process may itself have stood still.
    const late = () => setImmediate(() => void (state.answers === answers && giveUp(connection, state)));
    state.timer = setTimeout(late, state.limitMs);
  }

  function answered(connection: ServerConnection, state: Watched, error: Error | null): void {
    clearTimeout(state.timer);
    state.answers += 1;
    state.heardAt = performance.now();
    if (--state.underWay > 0) awaitAnswer(connection, state);
    const verdict = error && SERVER_ERRORS.get(codeOf(error).errno);
    if (!verdict || verdict.connection === 'kept') return;
    state.spent = true;
    const notBefore = state.heardAt - RENEWED_AT_MOST_EVERY_MS;
    if (verdict.connection !== 'renewed' || openedNotBefore > notBefore) return;
    openedNotBefore = state.heardAt;
    warn(`The database server is not the right one any more (${codeOf(error).errno}): connections are renewed.`);
  }

  function giveUp({ stream }: ServerConnection, state: Watched): void {
    state.lost = true;
    heardNotBefore = Math.max(heardNotBefore, state.sentAt);
    const error = new StatementLimitError(state.limitMs);
    warn(`A statement had ${error.message}.`);
    // Everything that waits for this connection gets the error.
    stream.destroy(error);
  }

  return {
    watch,
    /** Whether the connection may be given to another user. */
    trusts(connection: ServerConnection): boolean {
      const state = watched.get(connection);
      if (!state || state.spent || state.lost) return false;
      return state.heardAt >= heardNotBefore && state.openedAt >= openedNotBefore;
    },
    /** Another limit for the statements of who has the connection; it is not given to anybody else afterwards. */
    raise(connection: ServerConnection, limitMs: number): void {
      const state = watched.get(connection);
      if (!state) return;
      state.limitMs = limitMs;
      state.spent = true;
    },
  };
}

// The driver says goodbye and then waits for the server to hang up: one that is frozen keeps the process alive.
function endAtOnce(connection: ServerConnection): void {
  const end = connection.end.bind(connection);
  connection.end = (done) => {
    const command = end(done);
    connection.stream.destroySoon();
    return command;
  };
}
