import { type Answer } from './answers.js';
import { type PositionContent } from '../position/position.js';
import { decide, type Decisions } from './reducers.js';
import { scoreSuperTraits } from './super-traits.js';
import { type Scores, scoreTraits } from './traits.js';

/** All scores of one application as they are stored: by name, without captions. */
export interface ScoreSheet {
  traits: Scores;
  superTraits: Scores;
  reducers: Decisions;
}

/** Scores answers that `readAnswers` accepted. The same answers in any order always give the same sheet. */
export function score(
  position: Pick<PositionContent, 'questionnaire' | 'traits' | 'superTraits' | 'reducers'>,
  answers: readonly Answer[],
): ScoreSheet {
  const traits = scoreTraits(position.traits, position.questionnaire.questions, answers);
  const superTraits = scoreSuperTraits(position.superTraits, traits);
  return { traits, superTraits, reducers: decide(position.reducers, { traits, superTraits }) };
}
