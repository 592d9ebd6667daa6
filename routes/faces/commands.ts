import { refuse, Refusal } from '../../engine/refusal.js';
import {
  type ApplicationPage,
  type ListInput,
  type ListPlace,
  listIncompleteApplications,
} from '../applications/list-incomplete-applications.js';
import { createApplicationByCommand } from '../applications/ordering/create-application.js';
import {
  type Reply,
  type Canonical,
  type Input,
  type Named,
  type OperationId,
  type Schema,
  type Writable,
} from '../documented.js';
import { OPERATIONS } from './operations.js';
import { type AnyRow, type Row } from './perform.js';

export type CommandName = Schema<'CommandRequest'>['command'];

type Known<T> = { [Key in keyof T as string extends Key ? never : Key]: T[Key] };

/**
 * The parameters of a checked command. Its ids are strings, and it has no nulls. A client may have sent others too, but
 * this type does not know them.
 */
type Parameters<Name extends CommandName> = Canonical<
  Omit<Known<Extract<Schema<'CommandRequest'>, { command: Name }>>, 'command' | 'partner_api'>
>;

type Own<Envelope> = Writable<Omit<Envelope, keyof Schema<'CommandEnvelope'>>>;

/** The answer of each command: its own keys of the envelope. */
interface Replies extends Record<CommandName, object> {
  position_get: Own<Schema<'PositionGetReply'>>;
  application_create: Own<Schema<'ApplicationCreateReply'>>;
  application_get: Own<Schema<'ApplicationListReply'>> | Own<Schema<'ApplicationGetReply'>>;
  application_get_link: Own<Schema<'ApplicationGetLinkReply'>>;
  application_get_q: Own<Schema<'ApplicationGetQReply'>> | Own<Schema<'ApplicationSubmittedReply'>>;
  score_calc_set: Own<Schema<'ScoreCalcSetReply'>>;
  score_calc_get: Own<Schema<'ScoreCalcGetReply'>>;
}

/** Performs an operation for the current request, by its row in the table or by another row that is given. */
export interface Perform {
  <Id extends OperationId>(operationId: Id, input: Input<Id> & Named): Promise<Reply<Id> | Refusal>;
  <Given extends object, Answered extends object>(
    operationId: OperationId,
    input: Given & Named,
    row: AnyRow<Given, Answered>,
  ): Promise<Answered | Refusal>;
}

type Command<Name extends CommandName> = (
  parameters: Parameters<Name>,
  perform: Perform,
) => Promise<Replies[Name] | Refusal>;

const DEFAULT_MAX_COUNT = 1000;

/** Every command of the contract's section 6 by its name: the operation that it runs, and how its answer is written. */
export const COMMANDS: { [Name in CommandName]: Command<Name> } = {
  position_get: (parameters, perform) => perform('listPositions', parameters),
  application_create: async (parameters, perform) => {
    const answer = await perform('createApplication', parameters, ORDER);
    if (answer instanceof Refusal) return answer;
    const { application_id, app_link_full, warnings } = answer;
    return { application_id, app_link_full, warnings };
  },
  application_get: (parameters, perform) =>
    parameters.application_id === undefined
      ? applicationList(parameters, perform)
      : oneApplication(parameters, perform),
  application_get_link: (parameters, perform) => perform('getLinks', parameters),
  application_get_q: (parameters, perform) => perform('getQuestionnaire', parameters),
  score_calc_set: async (parameters, perform) => {
    const answer = await perform('submitAnswers', parameters);
    return answer instanceof Refusal ? answer : {};
  },
  score_calc_get: (parameters, perform) => perform('getScore', parameters),
};

/** The commands for which a partner need not send `partner_api`. */
export const WITHOUT_PARTNER_API: ReadonlySet<string> = new Set<CommandName>(['application_get_q', 'score_calc_set']);

/** The detail without the keys that only the resource face has. */
async function oneApplication(
  parameters: Parameters<'application_get'>,
  perform: Perform,
): Promise<Own<Schema<'ApplicationGetReply'>> | Refusal> {
  const answer = await perform('getApplication', parameters);
  if (answer instanceof Refusal) return answer;
  const { reference: _reference, app_email: _email, app_phone: _phone, ...others } = answer;
  const { invitations: _invitations, progress: _progress, erased: _erased, ...keys } = others;
  return keys;
}

const ORDER = { ...OPERATIONS.createApplication, run: createApplicationByCommand };

/**
 * The list of the command face. Unlike the operation of the document it covers several accounts and has an inclusive
 * cursor.
 */
const LIST: Row<ListInput, ApplicationPage, 'accounts'> = {
  needs: 'read',
  on: 'accounts',
  run: listIncompleteApplications,
};

async function applicationList(
  parameters: Parameters<'application_get'>,
  perform: Perform,
): Promise<Own<Schema<'ApplicationListReply'>> | Refusal> {
  const start = startOf(parameters);
  if (start instanceof Refusal) return start;
  const { account_id: accountId, max_count: limit = DEFAULT_MAX_COUNT } = parameters;
  const answer = await perform(
    'listApplications',
    { limit, ...(accountId !== undefined && { account_id: accountId }), ...(start && { start }) },
    LIST,
  );
  if (answer instanceof Refusal) return answer;
  const { count, items, next, tooBig } = answer;
  return {
    count,
    has_more: next !== undefined,
    ...(next && { next_acc_id: next.accountId, next_app_id: next.applicationId, next_date: next.dateSub }),
    too_big: await tooBig(),
    application_list: items,
  };
}

/** Reads the inclusive cursor: all three parts of the previous reply, or none of them. */
function startOf(parameters: Parameters<'application_get'>): ListPlace | Refusal | undefined {
  const { start_acc_id: accountId, start_date: dateSub } = parameters;
  const applicationId = parameters.start_app_id ?? parameters.start_id;
  const parts = { start_acc_id: accountId, start_app_id: applicationId, start_date: dateSub };
  if (accountId !== undefined && applicationId !== undefined && dateSub !== undefined) {
    return { accountId, applicationId, dateSub };
  }
  const missing = Object.entries(parts).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (missing.length === 3) return undefined;
  return refuse('missing-parameter', `${missing.join(' and ')} is required: the start of a page has three parts.`);
}
