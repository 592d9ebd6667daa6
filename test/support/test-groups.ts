/** Tests that need neither a database nor a new process, for somebody who is writing code. */
export const QUICK = ['test/engine/**/*.test.ts', 'test/middleware/**/*.test.ts'];

/** All tests except those of `npm run test:smoke`. */
export const ALL = ['test/**/*.test.ts'];

/** Tests that need a new installation of the product. They run by themselves, after the others. */
export const SMOKE = ['test/smoke/**'];

/**
 * Tests that measure time, load the machine or open a browser. Beside other tests they would take longer than they
 * allow. They run one after the other.
 */
export const ALONE = [
  'test/browser/**/*.test.ts',
  'test/contract/hostile-bodies.test.ts',
  'test/notifications/**/*.test.ts',
  'test/system/**/*.test.ts',
];
