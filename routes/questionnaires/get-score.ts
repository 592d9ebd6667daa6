import { findAccount } from '../../db/accounts/accounts.js';
import { findResult } from '../../db/applications/application-results.js';
import { type StoredApplication } from '../../db/applications/applications.js';
import { findPositionContent } from '../../db/positions/positions.js';
import { readAccountConfig } from '../../engine/config/account-config.js';
import { applicationStatus } from '../../engine/application/application-status.js';
import { reportLink } from '../../engine/application/links.js';
import { chooseLanguage } from '../../engine/position/texts.js';
import { type ApplicationInput, findOwnApplication } from '../applications/find-own-application.js';
import { type Context, type Operation } from '../operation.js';
import {
  type AnswerView,
  type DecisionView,
  presentAnswers,
  presentDecision,
  presentReducers,
  presentTraits,
  type ReducerView,
  type ScoredResult,
  type TraitView,
} from './present-score.js';
import { refuse, Refusal } from '../refusal.js';

export interface GetScoreInput extends ApplicationInput {
  language_id?: string;
  show_traits?: boolean;
  show_super_traits?: boolean;
  show_reducers?: boolean;
  show_answers?: boolean;
}

/** A score, its keys in the contract's order. */
export interface Score extends Partial<DecisionView> {
  rep_link_full: string;
  calc_acc_id: string;
  language_id: string;
  main_score_found: boolean;
  report_name_has: boolean;
  report_name: string;
  traits?: TraitView[];
  super_traits?: TraitView[];
  position_reducers?: ReducerView[];
  answers?: AnswerView[];
}

/**
 * The score of a completed application (contract section 6, score_calc_get), in the words of the position's version that
 * gave it. Without answers, completed in the candidate's stead, there is no main score and every list is empty.
 */
export const getScore: Operation<GetScoreInput, Score> = async (input, context) => {
  const application = await findOwnApplication(input, 'read', context);
  if (application instanceof Refusal) return application;
  const status = applicationStatus(application, context.now);
  if (status !== 'completed') return refuse('not-completed', `The application is ${status}, not completed.`);
  const { applicationId, accountId, positionId } = application;
  const result = await findResult(context.db, applicationId);
  const content = (await findPositionContent(context.db, positionId, result?.positionVersion))!.content;
  const languageId = chooseLanguage(content.languages, input.language_id, application.languageId);
  const languages = [languageId, ...content.languages];
  const scored = result && { result, content, languages };
  const main = scored && presentDecision(scored, await mainReducer(accountId, context));
  return {
    rep_link_full: reportOf(application, context),
    calc_acc_id: accountId,
    language_id: languageId,
    main_score_found: main !== undefined,
    ...main,
    report_name_has: content.reportName !== '',
    report_name: content.reportName,
    ...askedFor(input, scored),
  };
};

async function mainReducer(accountId: string, { db }: Context): Promise<string | undefined> {
  const account = await findAccount(db, accountId);
  return readAccountConfig(account!.config).rdc;
}

const reportOf = ({ repToken, linkToken }: StoredApplication, { publicUrl }: Context): string =>
  reportLink(publicUrl, repToken, linkToken);

function askedFor(input: GetScoreInput, scored: ScoredResult | undefined): Partial<Score> {
  const { show_traits, show_super_traits, show_reducers, show_answers } = input;
  const list = <T>(present: (scored: ScoredResult) => T[]): T[] => (scored ? present(scored) : []);
  return {
    ...(show_traits && {
      traits: list(({ content, result, languages }) => presentTraits(content.traits, result.scores.traits, languages)),
    }),
    ...(show_super_traits && {
      super_traits: list(({ content, result, languages }) =>
        presentTraits(content.superTraits, result.scores.superTraits, languages),
      ),
    }),
    ...(show_reducers && { position_reducers: list(presentReducers) }),
    ...(show_answers && { answers: list(presentAnswers) }),
  };
}
