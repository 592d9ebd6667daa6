import { type Answer } from './answers.js';
import { type PositionContent } from '../position/position.js';
import { decide, type Decisions } from './reducers.js';
import { scoreSuperTraits } from './super-traits.js';
import { roundScore } from './round-score.js';
import { type Scores, scoreTraits } from './traits.js';

/** All scores of one application as they are stored: by name, rounded, without captions. */
export interface ScoreSheet {
  traits: Scores;
  superTraits: Scores;
  reducers: Decisions;
}

/**
 * Scores answers that `readAnswers` accepted. The same answers in any order always give the same sheet. Each score is
 * made of unrounded ones and then rounded, once: three traits of 1/3 make a sum of 1, and not of 0.9999.
 */
export function score(
  position: Pick<PositionContent, 'questionnaire' | 'traits' | 'superTraits' | 'reducers'>,
  answers: readonly Answer[],
): ScoreSheet {
  const traits = scoreTraits(position.traits, position.questionnaire.questions, answers);
  const superTraits = scoreSuperTraits(position.superTraits, traits);
  return {
    traits: rounded(traits),
    superTraits: rounded(superTraits),
    reducers: decide(position.reducers, { traits, superTraits }),
  };
}

function rounded(scores: Scores): Scores {
  return Object.fromEntries(Object.entries(scores).map(([name, unrounded]) => [name, roundScore(unrounded)]));
}
