/** What follows from an error that a database server, or a proxy in front of it, returns. */
export interface ServerError {
  /** The transaction has certainly not taken effect, and may succeed when it runs again. */
  retried: boolean;
  /** The server cannot serve any request now. The request itself is not wrong. */
  unavailable: boolean;
  /**
   * `renewed`: older connections are replaced too, because they lead to the same server, which is not usable any more.
   */
  connection: 'kept' | 'discarded' | 'renewed';
}

const RETRIED: ServerError = { retried: true, unavailable: true, connection: 'kept' };
const BUSY: ServerError = { retried: false, unavailable: true, connection: 'kept' };
const LOST: ServerError = { retried: false, unavailable: true, connection: 'discarded' };
const MOVED: ServerError = { retried: false, unavailable: true, connection: 'renewed' };

/** The errors that are not the fault of the request, by number. All others are faults. */
export const SERVER_ERRORS: ReadonlyMap<number, ServerError> = new Map([
  // Record has changed since it was read; lock wait timeout; deadlock, also a conflict between the nodes of a cluster.
  [1020, RETRIED],
  [1205, RETRIED],
  [1213, RETRIED],
  // A migration has changed the table since the transaction began; the group has rolled back what was to be committed.
  [1412, RETRIED],
  [3101, RETRIED],

  // Disk full; out of memory, three times; too many connections; table full; host blocked; no thread.
  [1021, BUSY],
  [1037, BUSY],
  [1038, BUSY],
  [1040, BUSY],
  [1041, BUSY],
  [1114, BUSY],
  [1129, BUSY],
  [1135, BUSY],
  // Too many connections of this user; too many locks; a quota of this user used up; too many transactions.
  [1203, BUSY],
  [1206, BUSY],
  [1226, BUSY],
  [1637, BUSY],
  // Interrupted by hand; interrupted by the server's own time limit, in either product's number; no server behind the
  // proxy.
  [1317, BUSY],
  [1969, BUSY],
  [3024, BUSY],
  [9001, BUSY],

  // Shutting down; aborted; not read or written in time.
  [1053, LOST],
  [1152, LOST],
  [1158, LOST],
  [1159, LOST],
  [1160, LOST],
  [1161, LOST],
  [1184, LOST],
  // The commit failed. It is not known whether it took effect, nor in which state the connection is.
  [1180, LOST],
  // Killed; not reached, gone or lost behind a proxy; closed because it was idle.
  [1927, LOST],
  [2003, LOST],
  [2006, LOST],
  [2013, LOST],
  [4031, LOST],

  // A node that is not, or no longer, part of its cluster; read-only, in five ways; offline.
  [1047, MOVED],
  [1290, MOVED],
  [1792, MOVED],
  [1836, MOVED],
  [1874, MOVED],
  [3032, MOVED],
]);
