import { refuse } from '../../engine/refusal.js';
import { findAccount } from '../../db/accounts/accounts.js';
import { findResult } from '../../db/applications/application-results.js';
import { findPositionContent } from '../../db/positions/positions.js';
import { readAccountConfig } from '../../engine/config/account-config.js';
import { applicationStatus } from '../../engine/application/application-status.js';
import { chooseLanguage } from '../../engine/position/texts.js';
import { shownLinks } from '../applications/presenting/shown-links.js';
import { type Reply, type Input } from '../documented.js';
import { type Context, type On, type Outcome } from '../operation.js';
import {
  presentAnswers,
  presentMainScore,
  presentReducers,
  presentTraits,
  type ScoredResult,
} from './present-score.js';

type ScoreInput = Input<'getScore'>;

/**
 * Gets the score of a completed application (contract, section 6, score_calc_get), in the words of the version of the
 * position that scored it. An application that was completed without answers, on the candidate's behalf, has no main
 * score, and every list is empty.
 */
export async function getScore(
  input: ScoreInput,
  { application, ...context }: On<'application'>,
): Promise<Outcome<'getScore'>> {
  const status = applicationStatus(application, context.now);
  if (status !== 'completed') return refuse('not-completed', `The application is ${status}, not completed.`);
  const { applicationId, accountId, positionId } = application;
  const result = await findResult(context.db, applicationId);
  const content = (await findPositionContent(context.db, positionId, result?.positionVersion))!.content;
  const languageId = chooseLanguage(content.languages, input.language_id, application.languageId);
  const languages = [languageId, ...content.languages];
  const scored = result && { result, content, languages };
  const main = scored && presentMainScore(scored, await rdcOf(accountId, context));
  return {
    rep_link_full: shownLinks(context).report(application),
    calc_acc_id: accountId,
    language_id: languageId,
    main_score_found: main !== undefined,
    ...main,
    report_name_has: content.reportName !== '',
    report_name: content.reportName,
    ...askedFor(input, scored),
  };
}

async function rdcOf(accountId: string, { db }: Context): Promise<string | undefined> {
  const account = await findAccount(db, accountId);
  return readAccountConfig(account!.config).rdc;
}

function askedFor(input: ScoreInput, scored: ScoredResult | undefined) {
  const { show_traits, show_super_traits, show_reducers, show_answers } = input;
  const list = <T>(asked: boolean | undefined, present: (scored: ScoredResult) => T[]): T[] | undefined =>
    asked === true ? (scored ? present(scored) : []) : undefined;
  const asked: Pick<Reply<'getScore'>, 'traits' | 'super_traits' | 'position_reducers' | 'answers'> = {
    traits: list(show_traits, ({ content, result, languages }) =>
      presentTraits(content.traits, result.scores.traits, languages),
    ),
    super_traits: list(show_super_traits, ({ content, result, languages }) =>
      presentTraits(content.superTraits, result.scores.superTraits, languages),
    ),
    position_reducers: list(show_reducers, presentReducers),
    answers: list(show_answers, presentAnswers),
  };
  return asked;
}
