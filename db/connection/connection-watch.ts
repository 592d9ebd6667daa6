import { type Socket } from 'node:net';
import { codeOf } from './dialect.js';
import { SERVER_ERRORS } from './driver/server-errors.js';

/** The parts that are used here of a connection of the server's driver. */
export interface ServerConnection {
  /**
   * The driver's arguments: the statement, perhaps its values, and last a callback that gets the error or the result.
   */
  query(...args: unknown[]): unknown;
  end(done?: (error?: Error) => void): unknown;
  readonly stream: Socket;
}

/** No answer came in time. Whether the statement took effect is not known. */
class StatementLimitError extends Error {
  readonly code = 'STATEMENT_LIMIT';
  /** The driver marks errors that end a connection in this way. */
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
  /** The instant at which the statement was sent whose answer comes next. */
  sentAt: number;
  heardAt: number;
  underWay: number;
  answers: number;
  timer: NodeJS.Timeout | undefined;
  /** Whether the connection must not be used again by another user. */
  spent: boolean;
  lost: boolean;
}

type Done = (error: Error | null, ...rest: unknown[]) => void;

// Without a pause, a server that stays read-only would cost all connections at each write.
const RENEWED_AT_MOST_EVERY_MS = 5_000;

/**
 * Gives each statement on the connections of a pool a time limit. A connection without an answer in time is destroyed.
 * (The driver's own limit reports an error but keeps the connection, with the statement still under way and all later
 * statements waiting behind it.) Idle connections that have been silent since that statement was sent are destroyed
 * too: the same fault has often cut them off, and each would cost a request the whole limit.
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
      // The driver would only report a closed connection. The error of the rollback is the one that is shown, so it
      // must name the true fault.
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
    // The check runs after the network's events, because this process itself may have been stopped for a while.
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
    warn(`The database server is no longer usable (error ${codeOf(error).errno}): connections are renewed.`);
  }

  function giveUp({ stream }: ServerConnection, state: Watched): void {
    state.lost = true;
    heardNotBefore = Math.max(heardNotBefore, state.sentAt);
    const error = new StatementLimitError(state.limitMs);
    warn(`A statement had ${error.message}.`);
    // Each statement that waits for this connection gets the error.
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
    /** Sets another limit for the current user of the connection. The connection is not reused afterwards. */
    raise(connection: ServerConnection, limitMs: number): void {
      const state = watched.get(connection);
      if (!state) return;
      state.limitMs = limitMs;
      state.spent = true;
    },
  };
}

// The driver sends COM_QUIT and waits until the server closes. A frozen server would keep the process alive.
function endAtOnce(connection: ServerConnection): void {
  const end = connection.end.bind(connection);
  connection.end = (done) => {
    const command = end(done);
    connection.stream.destroySoon();
    return command;
  };
}
