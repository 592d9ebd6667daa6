import { type Request, type RequestHandler, type Response } from 'express';
import { type Caller } from '../../engine/caller.js';
import { type Fault } from '../../engine/fault.js';
import { isEveryAccount } from '../../engine/permissions.js';
import { REASONS } from '../../engine/reasons.js';
import { refuse, Refusal } from '../../engine/refusal.js';
import { type Named, type OperationId } from '../documented.js';
import { writeJson } from '../json-text.js';
import { canonicalizeIds } from './canonical-input.js';
import { COMMANDS, type Perform, WITHOUT_PARTNER_API } from './commands.js';
import { OPERATIONS } from './operations.js';
import { markReplayed } from './mark-replayed.js';
import { type AnyRow, perform, type RequestContext } from './perform.js';

export interface CommandFaceParts {
  /**
   * The checks of each command's parameters, compiled from the OpenAPI document. A check removes parameters that are
   * null, in place.
   */
  checks: ReadonlyMap<string, (parameters: Record<string, unknown>) => Fault[]>;
  /** Gives the whole context except for what the body decides. */
  contextOf(req: Request, res: Response): Promise<RequestContext>;
  /** Gets the name of the command, the account if it is only one, and the error code of the reply. */
  note(res: Response, what: { command?: string; accountId?: string | undefined; errorCode?: number }): void;
}

/** Any command. Its parameters have been checked against the document by its name. */
type AnyCommand = (parameters: never, perform: Perform) => Promise<object | Refusal>;

// A longer name, or one with control characters, is not repeated in the reply, because it could harm its reader.
const ECHOABLE = /^\P{Cc}{1,255}$/u;

/**
 * The command face: it has one address, the body names the command, and the envelope has the outcome (contract, section
 * 6).
 */
export function commandFace({ checks, contextOf, note }: CommandFaceParts): RequestHandler {
  return async (req, res) => {
    const body = req.body as Record<string, unknown>;
    const name = typeof body.command === 'string' && ECHOABLE.test(body.command) ? body.command : '';
    const command = Object.hasOwn(COMMANDS, name) ? (COMMANDS as Record<string, AnyCommand>)[name] : undefined;
    if (command) note(res, { command: name });
    const run = async () => {
      if (!command) return unknownCommand(body.command);
      const context = await contextOf(req, res);
      const partnerRequest = isPartnerRequest(name, body.partner_api, context.caller);
      if (partnerRequest instanceof Refusal) return partnerRequest;
      const faults = checks.get(name)!(body);
      if (faults.length > 0) return invalid(faults);
      const parameters = canonicalizeIds(body);
      note(res, { accountId: accountOf(parameters, context.caller) });
      const full = { ...context, partnerRequest, noteReplay: () => markReplayed(res) };
      const performHere = (id: OperationId, given: Named, row: AnyRow<never, object> = OPERATIONS[id]) =>
        perform(id, row, given as never, full);
      return command(parameters as never, performHere as Perform);
    };
    const answer = await run();
    const envelope = answer instanceof Refusal ? refusalEnvelope(answer, name) : { ...okEnvelope(name), ...answer };
    note(res, { errorCode: envelope.error_code });
    res.setHeader('Content-Type', 'application/json; charset=utf-8');
    res.setHeader('Cache-Control', 'no-store');
    res.end(writeJson(envelope));
  };
}

/** Gives the account that a command is about: the named one, otherwise the caller's if the caller has only one. */
function accountOf({ account_id: named }: Named, { permissions }: Caller): string | undefined {
  const rows = isEveryAccount(permissions) ? [] : permissions;
  const own = rows[0]?.accountId;
  return named ?? (rows.every((row) => row.accountId === own) ? own : undefined);
}

const okEnvelope = (command: string) => ({ error_code: 0, error_text: '', command_from: command });

function refusalEnvelope({ reason, detail, more }: Refusal, command: string) {
  return {
    error_code: REASONS[reason].code,
    error_text: detail,
    command_from: command,
    ...(more.applicationId !== undefined && { application_id: more.applicationId }),
  };
}

function unknownCommand(command: unknown): Refusal {
  if (command === undefined || command === null) return refuse('missing-parameter', 'command is required.');
  return refuse('invalid-command', `Invalid command; the commands are ${Object.keys(COMMANDS).join(', ')}.`);
}

/**
 * Tells whether the partner's rules apply. A partner user is refused without them (contract, section 3), and must send
 * `partner_api` unless the command does without it.
 */
function isPartnerRequest(command: string, flag: unknown, { kind }: Caller): boolean | Refusal {
  if (flag === true) return true;
  const absent = flag === undefined || flag === null;
  if (!absent && flag !== false) return refuse('invalid-parameter', 'partner_api must be true or false.');
  if (kind === 'internal') return false;
  if (absent && WITHOUT_PARTNER_API.has(command)) return true;
  return absent
    ? refuse('missing-parameter', 'partner_api is required: a partner sends true.')
    : refuse('not-enough-permissions', 'Not enough permissions: a partner sends partner_api true.');
}

function invalid(faults: Fault[]): Refusal {
  const missing = faults.some((fault) => fault.keyword === 'required');
  const words = faults.map((fault) => fault.detail).join('; ');
  return refuse(missing ? 'missing-parameter' : 'invalid-parameter', `${words}.`);
}
