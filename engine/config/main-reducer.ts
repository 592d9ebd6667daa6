/** A position, as far as it decides which of its reducers gives the main score. */
export interface Reduced<R extends { name: string } = { name: string }> {
  reducers: readonly R[];
  mainReducer?: string;
}

/**
 * The reducer that gives the main score of a position, for an account with this `rdc`. `rdc` overrides what the
 * position says, also where the position has no such reducer: a decision that the account did not choose is worse than
 * none. Without `rdc` it is the position's main reducer, or else its only one.
 */
export function mainReducerOf<R extends { name: string }>(
  { reducers, mainReducer }: Reduced<R>,
  rdc: string | undefined,
): R | undefined {
  const name = rdc ?? mainReducer;
  if (name === undefined) return reducers.length === 1 ? reducers[0] : undefined;
  return reducers.find((reducer) => reducer.name === name);
}
