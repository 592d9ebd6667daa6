/**
 * The instant at which the clock of a test stands until the test moves it. It is noon, so that no day is about to end.
 */
export const TEST_NOW = Date.parse('2026-03-10T12:00:00.000Z');
