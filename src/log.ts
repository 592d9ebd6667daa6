import { type DestinationStream, pino, type Logger } from 'pino';

// Whatever is logged by mistake, these never get out.
const SECRETS = ['authorization', 'password', 'passwordHash', 'auth', 'fields', 'answers'];

/** The program's log: one JSON object a line, on stdout if not told otherwise. */
export function createLog(level: string, destination: DestinationStream = pino.destination(1)): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '***' },
  };
  return pino(options, destination);
}
