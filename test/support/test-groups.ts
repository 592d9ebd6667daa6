/** Tests that need neither a database nor a process of their own; the loop of somebody who is writing code. */
export const QUICK = ['test/engine/**/*.test.ts', 'test/middleware/**/*.test.ts'];

/** All tests but those of `npm run test:smoke`. */
export const ALL = ['test/**/*.test.ts'];

/** Tests that need the product installed anew; they run by themselves, after the others. */
export const SMOKE = ['test/smoke/**'];

/**
 * Tests that ask how long something takes, fill the machine or open a browser: beside others they would wait longer
 * than they say. They run one after the other.
 */
export const ALONE = [
  'test/browser/**/*.test.ts',
  'test/contract/hostile-bodies.test.ts',
  'test/notifications/**/*.test.ts',
  'test/system/**/*.test.ts',
];
