import { type Question } from './position.js';

const SECONDS = { choice: 12, text: 90 };

/** About how many minutes a candidate needs for these questions: whole ones, from ten on in steps of five. */
export function estimateMinutes(questions: readonly Pick<Question, 'type'>[]): number {
  const seconds = questions.reduce((sum, { type }) => sum + SECONDS[type], 0);
  const minutes = Math.max(1, Math.ceil(seconds / 60));
  return minutes <= 10 ? minutes : Math.ceil(minutes / 5) * 5;
}
