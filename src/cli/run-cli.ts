import { CommanderError } from 'commander';
import { type Fault } from '../../engine/fault.js';
import { RefusalError } from '../../engine/refusal.js';
import { UnreadableSecret } from '../../engine/secrets/secret-box.js';
import { createProgram } from './create-program.js';
import { databaseWords } from './output/database-words.js';
import { createSession, type Session } from './session/session.js';
import { type Terminal } from './session/terminal.js';

/** The exit codes: 0 done, 1 refused or failed, 2 wrong usage. */
export type ExitCode = 0 | 1 | 2;

interface Failure {
  exitCode: ExitCode;
  error: string;
  errors?: readonly Fault[];
  stack?: string;
}

/**
 * Runs one command line (without program and script) and answers the exit code. The database is closed by then. With
 * `--json` an error is `{"error": "...", "errors"?: [{pointer, detail, line?, column?}]}` on standard error.
 */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const end = args.indexOf('--');
  const json = args.slice(0, end < 0 ? undefined : end).includes('--json');
  const session = createSession(terminal, { json });
  try {
    await createProgram(session).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    const failure = describe(error, session);
    if (failure) report(failure, session, error instanceof CommanderError);
    return failure?.exitCode ?? 0;
  } finally {
    await session.close();
  }
}

function describe(error: unknown, session: Session): Failure | undefined {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return undefined;
    const missing = error.code === 'commander.help' ? 'a command is missing' : error.message;
    return { exitCode: 2, error: missing.replace(/^error: /, '') };
  }
  if (error instanceof RefusalError) {
    const { detail, more } = error.refusal;
    return { exitCode: 1, error: detail, ...(more.errors && { errors: more.errors }) };
  }
  const isInWords = error instanceof UnreadableSecret;
  const stack = error instanceof Error ? /^ {4}at [^]*/m.exec(error.stack ?? '')?.[0] : undefined;
  return {
    exitCode: 1,
    error: databaseWords(error),
    ...(!isInWords && !session.isPassing(error) && stack !== undefined && { stack }),
  };
}

function report({ error, errors, stack }: Failure, { json, writeError }: Session, written: boolean): void {
  if (json) return writeError(`${JSON.stringify({ error, ...(errors && { errors }) })}\n`);
  // commander has already written what is wrong.
  if (written) return;
  const lines = (errors ?? []).map((fault) => `  ${placeOf(fault)}${fault.detail}`);
  writeError([`error: ${error}`, ...lines, ...(stack === undefined ? [] : [stack]), ''].join('\n'));
}

function placeOf({ line, column, pointer }: Fault): string {
  const inFile = line === undefined ? '' : `line ${line}, column ${column}: `;
  return pointer === '' ? inFile : `${inFile}${pointer} `;
}
