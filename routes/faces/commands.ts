import type { components } from '../../openapi.js';
import { createApplication } from '../applications/ordering/create-application.js';
import { type ApplicationInput } from '../applications/find-own-application.js';
import { getApplication } from '../applications/get-application.js';
import { getLinks } from '../applications/get-links.js';
import { getQuestionnaire, type GetQuestionnaireInput } from '../questionnaires/get-questionnaire.js';
import { getScore, type GetScoreInput } from '../questionnaires/get-score.js';
import { type ListPlace, listIncompleteApplications } from '../applications/list-incomplete-applications.js';
import { listPositions } from '../positions/list-positions.js';
import { type Context } from '../operation.js';
import { type CreateApplicationInput } from '../applications/ordering/read-order.js';
import { refuse, Refusal } from '../refusal.js';
import { submitAnswers, type SubmitAnswersInput } from '../questionnaires/submit-answers.js';

/** The parameters of a checked command: ids as strings, no nulls. */
export type Parameters = Record<string, unknown>;

/** Runs the operation behind a command and answers the command's own keys of the envelope. */
export type Command = (parameters: Parameters, context: Context) => Promise<object | Refusal>;

export type CommandName = components['schemas']['CommandRequest']['command'];

const DEFAULT_MAX_COUNT = 1000;

/** Every command of the contract's section 6 that is served, by name. */
export const COMMANDS = {
  position_get: (parameters, context) => listPositions(parameters, context),
  application_create: (parameters, context) => createApplication(parameters as CreateApplicationInput, context),
  application_get: (parameters, context) =>
    parameters.application_id === undefined
      ? applicationList(parameters, context)
      : getApplication(parameters as unknown as ApplicationInput, context),
  application_get_link: (parameters, context) => getLinks(parameters as unknown as ApplicationInput, context),
  application_get_q: (parameters, context) => getQuestionnaire(parameters as unknown as GetQuestionnaireInput, context),
  score_calc_set: async (parameters, context) => {
    const answer = await submitAnswers(parameters as unknown as SubmitAnswersInput, context);
    return answer instanceof Refusal ? answer : {};
  },
  score_calc_get: (parameters, context) => getScore(parameters as unknown as GetScoreInput, context),
} satisfies Record<CommandName, Command>;

/** The commands in which a partner need not send `partner_api`. */
export const WITHOUT_PARTNER_API: ReadonlySet<string> = new Set<CommandName>(['application_get_q', 'score_calc_set']);

async function applicationList(parameters: Parameters, context: Context): Promise<object | Refusal> {
  const start = startOf(parameters);
  if (start instanceof Refusal) return start;
  const { account_id: accountId, max_count: limit = DEFAULT_MAX_COUNT } = parameters;
  const answer = await listIncompleteApplications(
    {
      limit: limit as number,
      ...(accountId !== undefined && { account_id: accountId as string }),
      ...(start && { start }),
    },
    context,
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

/** The inclusive cursor: all three parts of the previous reply, or none. */
function startOf(parameters: Parameters): ListPlace | Refusal | undefined {
  const place = {
    start_acc_id: parameters.start_acc_id,
    start_app_id: parameters.start_app_id ?? parameters.start_id,
    start_date: parameters.start_date,
  };
  const missing = Object.entries(place).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (missing.length === 3) return undefined;
  if (missing.length > 0) {
    return refuse('missing-parameter', `${missing.join(' and ')} is required: the start of a page has three parts.`);
  }
  return {
    accountId: place.start_acc_id as string,
    applicationId: place.start_app_id as string,
    dateSub: place.start_date as string,
  };
}
