/** What proves a row of the table "What waits, and for how long" in docs/operations.md. */
export interface Wait {
  /** The limits: the file, and the name of the constant or key there. A number is one that the file has no name for. */
  limits: (readonly [file: string, name: string] | number)[];
  /** The tests: the file, and the title or the beginning of it. */
  tests: (readonly [file: string, title: string])[];
  /** The files that talk to the outside for it, if the limit is in another one. */
  talkers?: string[];
}

const MYSQL = 'db/connection/dialect-mysql.ts';
const EMBEDDED = 'db/connection/dialect-sqlite.ts';
const LIMITS = 'db/connection/statement-limits.ts';
const TRANSACTION = 'db/connection/transaction.ts';
const ENDPOINT = 'src/sending/endpoint/deliver.ts';
const MAIL = 'src/sending/messages/mail.ts';
const SMS = 'src/sending/messages/sms.ts';
const PRINT = 'src/printing/print-pdf.ts';
const SERVER = 'src/serving/server.ts';
const MISBEHAVING = 'test/src/sending/endpoint/misbehaving-receivers.test.ts';

/** By the first cell of the row. */
export const WAITS: Record<string, Wait> = {
  'a connection to the database server': {
    limits: [
      [MYSQL, 'ACQUIRE_TIMEOUT_MS'],
      [MYSQL, 'CONNECT_TIMEOUT_MS'],
    ],
    tests: [
      ['test/db/connection/dialect-mysql.test.ts', 'counts as unavailable when none becomes free in time'],
      [
        'test/system/start.test.ts',
        'is refused in words: a database server that takes the connection and says nothing',
      ],
    ],
  },
  'the answer to a statement': {
    limits: [
      [LIMITS, 'usual'],
      [LIMITS, 'large'],
      [LIMITS, 'migration'],
    ],
    tests: [
      ['test/db/connection/connection-watch.test.ts', 'is told of with its limit'],
      ['test/system/silent-database.test.ts', 'answer everybody within 15 s'],
    ],
  },
  'a locked row of a server': {
    limits: [5_000, [TRANSACTION, 'TRIED_AGAIN_FOR_MS']],
    tests: [['test/db/connection/transaction.test.ts', 'waits for a row that stays locked']],
  },
  'the write lock of the embedded file': {
    limits: [
      [TRANSACTION, 'PATIENCE_MS'],
      [TRANSACTION, 'LONG_PATIENCE_MS'],
    ],
    tests: [['test/db/connection/dialect-sqlite.test.ts', 'begins nothing of a write that has waited for too long']],
  },
  'the opening of the embedded file': {
    limits: [[EMBEDDED, 'SET_UP_WITHIN_MS']],
    tests: [['test/db/connection/dialect-sqlite.test.ts', 'is given up, as busy']],
  },
  'another process that migrates': {
    limits: [[TRANSACTION, 'LONG_PATIENCE_MS']],
    tests: [['test/db/migrate.test.ts', 'waits for a process that migrates no longer than it is told']],
  },
  'the look-up of a user who signs in': {
    limits: [['src/serving/share-next.ts', 'WITHIN_MS']],
    tests: [['test/src/serving/share-next.test.ts', 'answers who waited for a run that takes too long with 503']],
  },
  'the check of a password': {
    limits: [['middleware/authentication/password-gate.ts', 'LIMIT_MS']],
    tests: [['test/middleware/authentication/password-gate.test.ts', 'answers busy after its limit']],
  },
  'the look at the database for /readyz': {
    limits: [['src/serving/readiness.ts', 'WITHIN_MS']],
    tests: [['test/src/serving/readiness.test.ts', 'tells in time of a database that does not answer']],
  },
  'the figures of the queue for /metrics': {
    limits: [['src/sending/notifier-metrics.ts', 'FIGURES_WITHIN_MS']],
    tests: [['test/src/sending/notifier-metrics.test.ts', 'leaves the figures of the queue out']],
  },
  'a look for due notifications': {
    limits: [['src/sending/lookout.ts', 'WITHIN_MS']],
    tests: [['test/src/sending/lookout.test.ts', 'goes on after a look that failed or never ended']],
  },
  'the renewal of a share of the accounts': {
    limits: [['src/sending/account-share.ts', 'WITHIN_MS']],
    tests: [['test/src/sending/account-share.test.ts', 'takes all accounts when its renewals fail or never end']],
  },
  'a claim of notifications': {
    limits: [['src/sending/notifier.ts', 'CLAIM_MS']],
    tests: [['test/src/sending/notifier.test.ts', 'goes on after a claim that never ends']],
  },
  'the record of attempts': {
    limits: [
      ['src/sending/result-writer.ts', 'WRITE_MS'],
      ['src/sending/result-writer.ts', 'SLOW_MS'],
    ],
    tests: [['test/src/sending/result-writer.test.ts', 'tries again what does not end']],
  },
  'a chore (close expired applications, ...)': {
    limits: [['src/leading/housekeeping.ts', 'WITHIN_MS']],
    tests: [['test/src/leading/housekeeping.test.ts', 'goes on with the others while a chore does not end']],
    talkers: ['src/printing/remove-forsaken-prints.ts', 'src/privacy/sweep-erased.ts'],
  },
  "a partner's name, connection and TLS": {
    limits: [[ENDPOINT, 'connectMs']],
    tests: [
      ['test/src/sending/endpoint/guarded-connect.test.ts', 'is not answered for'],
      [MISBEHAVING, 'says connect timed out where the connection is never taken'],
    ],
    talkers: ['src/sending/endpoint/resolve-name.ts'],
  },
  "a partner's whole response": {
    limits: [[ENDPOINT, 'totalMs']],
    tests: [[MISBEHAVING, 'misbehaves, a hundred times at once: leaves no connection and no timer behind']],
    talkers: ['src/sending/endpoint/tracing-agent.ts'],
  },
  'the mail server': {
    limits: [
      [MAIL, 'STEP_MS'],
      [MAIL, 'DEADLINE_MS'],
    ],
    tests: [['test/src/sending/messages/mail.test.ts', 'gives up a server that says nothing']],
    talkers: ['src/sending/messages/smtp-utf8.ts'],
  },
  'the SMS gateway': {
    limits: [
      [SMS, 'CONNECT_MS'],
      [SMS, 'DEADLINE_MS'],
    ],
    tests: [
      ['test/src/sending/messages/sms.test.ts', 'takes nobody listening, a connection cut, talk that is no HTTP and'],
    ],
  },
  'a file in OUTBOX_DIR': {
    limits: [['src/sending/messages/outbox.ts', 'DEADLINE_MS']],
    tests: [['test/src/sending/messages/outbox.test.ts', 'gives a file up']],
  },
  'Chromium in a namespace, asked for its version at the start': {
    limits: [['src/printing/isolation.ts', 'ANSWER_WITHIN_MS']],
    tests: [['test/src/printing/isolation.test.ts', 'uses no namespace in which the browser does not answer']],
  },
  Chromium: {
    limits: [[PRINT, 'DEADLINE_MS']],
    talkers: ['src/printing/run-browser.ts'],
    tests: [['test/src/printing/print-pdf.test.ts', 'kills the program and its helpers when the deadline passes']],
  },
  'a position file that the console reads': {
    limits: [['src/position-files/read-position-apart.ts', 'WITHIN_MS']],
    tests: [['test/src/position-files/read-position-apart.test.ts', 'is given up and killed when it takes too long']],
  },
  'a PDF in all, with its files and the prints before it': {
    limits: [[PRINT, 'LIMIT_MS']],
    tests: [['test/src/printing/print-pdf.test.ts', 'waits no longer than its limit for a file system']],
  },
  "a client's TLS and its headers": {
    limits: [
      [SERVER, 'handshake'],
      [SERVER, 'headers'],
    ],
    tests: [
      ['test/system/tls.test.ts', 'closes the connection of a client that never shakes hands'],
      ['test/system/hostile-connections.test.ts', 'headers that never end'],
    ],
  },
  "a client's whole request": {
    limits: [[SERVER, 'request']],
    tests: [['test/system/hostile-connections.test.ts', 'a body that never ends']],
    talkers: ['src/serving/express-messages.ts'],
  },
  'a client that does not read its reply': {
    limits: [105_000],
    tests: [['test/src/serving/server.test.ts', 'cuts a client that does not read its reply']],
  },
  "a client's next request": {
    limits: [[SERVER, 'keepAlive']],
    tests: [['test/src/serving/server.test.ts', 'closes a connection that is idle for too long']],
  },
  'the reader of the log': {
    limits: [],
    tests: [['test/src/log.test.ts', 'keeps lines for a reader who does not read up to a limit']],
  },
  'requests under way at a stop': {
    limits: [[SERVER, 'stop']],
    tests: [['test/system/stop.test.ts', 'cuts a client that never ends its request']],
  },
  'attempts under way at a stop': {
    limits: [['src/sending/start-notifier.ts', 'LET_END_MS']],
    tests: [
      ['test/src/cli/database/notifier.test.ts', 'lets what is under way at a SIGTERM end'],
      [MISBEHAVING, 'says stopped for what is under way when it is closed'],
    ],
  },
  'the figures of the last minute at a stop': {
    limits: [['src/figures/minute-recorder.ts', 'STOP_WITHIN_MS']],
    tests: [['test/src/figures/minute-recorder.test.ts', 'does not wait for long for a database that keeps silent']],
  },
  'a stop in all': {
    limits: [['src/stop-in-time.ts', 'WITHIN_MS']],
    tests: [
      ['test/src/stop-in-time.test.ts', 'names what has not ended when the time is over'],
      ['test/system/stop.test.ts', 'ends by itself although the reader of its log does not read'],
      ['test/system/silent-database.test.ts', 'end within 15 s of a SIGTERM'],
    ],
  },
  'what pop reads or writes: standard input, a file, a person': {
    limits: [['src/cli.ts', 'INPUT_MS']],
    tests: [
      ['test/src/cli/input/silent-input.test.ts', 'gives up a standard input that keeps silent'],
      ['test/src/cli/input/silent-input.test.ts', 'gives up a person who does not type'],
      ['test/src/cli/input/silent-input.test.ts', 'gives up a file that keeps silent'],
      ['test/src/cli/input/silent-input.test.ts', 'gives up a file that nobody takes'],
    ],
    talkers: ['src/cli/input/read-file-bytes.ts', 'src/cli/identity/identity-preview.ts'],
  },
  'a check of pop doctor': {
    limits: [['src/cli/doctor/run-checks.ts', 'WITHIN_MS']],
    tests: [['test/src/cli/doctor/run-checks.test.ts', 'gives up a check that does not end']],
  },
  'the certificate of PUBLIC_URL, for pop doctor': {
    limits: [['src/cli/doctor/presented-certificate.ts', 'WITHIN_MS']],
    tests: [['test/src/cli/doctor/outside.test.ts', 'waits only for a while for who takes the connection']],
  },
};
