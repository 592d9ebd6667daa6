import { type Schema } from '../documented.js';
import { type ApplicationResult } from '../../db/applications/application-results.js';
import { type PositionContent, type Reducer, type Texts } from '../../engine/position/position.js';
import { mainReducerOf } from '../../engine/config/main-reducer.js';
import { captionOf } from '../../engine/scoring/reducers.js';
import { type Scores } from '../../engine/scoring/traits.js';
import { textIn } from '../../engine/position/texts.js';
import { presentQuestion } from './present-question.js';

/**
 * The keys of a main score. `avalue` repeats `score_final` and `caption_tr_score` repeats `score_text`, because older
 * clients read these names.
 */
export type ShownDecision = Required<
  Pick<Schema<'Score'>, 'score' | 'score_final' | 'score_text' | 'avalue' | 'caption_tr_score'>
>;

/** A result with the version of the position that scored it, and the languages for its texts, best first. */
export interface ScoredResult {
  result: ApplicationResult;
  content: PositionContent;
  languages: string[];
}

/** Gives the main score of an account whose config names this reducer as `rdc`; undefined when there is none. */
export function presentMainScore(scored: ScoredResult, rdc: string | undefined): ShownDecision | undefined {
  const reducer = mainReducerOf(scored.content, rdc);
  return reducer && decisionOf(reducer, scored);
}

/** Gives the traits, or the super traits, with their scores, in the position's order. */
export function presentTraits(
  traits: readonly { name: string; caption: Texts }[],
  scores: Scores,
  languages: string[],
): Schema<'TraitScore'>[] {
  return traits.map(({ name, caption }) => ({
    trait_name: name,
    caption_tr: textIn(caption, ...languages) || name,
    score: scores[name]!,
  }));
}

/**
 * Gives the decisions of all reducers, in the position's order and with the contract's keys (section 6,
 * score_calc_get).
 */
export function presentReducers(scored: ScoredResult): Schema<'ReducerScore'>[] {
  return scored.content.reducers.map((reducer) => ({
    aname: reducer.name,
    caption_tr_rdc: textIn(reducer.caption, ...scored.languages) || reducer.name,
    eps: 1,
    ...decisionOf(reducer, scored),
    trait_name: onlyTraitOf(reducer),
  }));
}

/** Gives the answers in the order of the questions. A question without an answer is not in the list. */
export function presentAnswers({ result, content, languages }: ScoredResult): Schema<'ScoredAnswer'>[] {
  const questions = new Map(content.questionnaire.questions.map((question) => [question.q, question]));
  return result.answers.map(({ q, a }) => {
    const { c, t, choices } = presentQuestion(questions.get(q)!, languages);
    const choice = choices.find((one) => one.a === a);
    return { q, a, c, t, ...(choice && { v: choice.v }) };
  });
}

function decisionOf(reducer: Reducer, { result, languages }: ScoredResult): ShownDecision {
  const decision = result.scores.reducers[reducer.name]!;
  const text = textIn(captionOf(reducer, decision), ...languages);
  const { score, final } = decision;
  return { score, score_final: final, score_text: text, avalue: final, caption_tr_score: text };
}

function onlyTraitOf(reducer: Reducer): string {
  if (reducer.type === 'stoplight' || reducer.of.length !== 1) return '';
  const [part] = reducer.of;
  return part?.kind === 'trait' ? part.name : '';
}
