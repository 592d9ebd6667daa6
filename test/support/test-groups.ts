/** Tests that need neither a database nor a new process, for somebody who is writing code. */
export const QUICK = ['test/engine/**/*.test.ts', 'test/middleware/**/*.test.ts'];

/** All tests except those of `npm run test:smoke`. */
export const ALL = ['test/**/*.test.ts'];

/** Tests that need a new installation of the product. They run by themselves, after the others. */
export const SMOKE = ['test/smoke/**'];

/**
 * Tests that ask how long something takes or how much memory it needs, or whose databases have hundreds of thousands of
 * rows. Beside many others they would find more than there is. They run after the others, no more at once than there
 * are processors. The one that waits longest is the first, and the one that starts several busy processes is the last.
 */
export const ONE_A_PROCESSOR = [
  'test/system/silent-database.test.ts',
  'test/contract/hostile-bodies.test.ts',
  'test/db/applications/lists/list-applications-cost.test.ts',
  'test/notifications/claim-plan.test.ts',
  'test/notifications/bystanders.test.ts',
  'test/notifications/misbehaving-receivers.test.ts',
  'test/src/sending/endpoint/misbehaving-receivers.test.ts',
  'test/system/hostile-bodies.test.ts',
];

/**
 * Tests that keep all processors busy with several servers, whose health is looked at every second. Beside another test
 * both would find more trouble than there is, so they run by themselves at the end.
 */
export const ALONE = ['test/system/cluster.test.ts'];
