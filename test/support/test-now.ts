/** The instant at which the clock of a test stands until it is moved: noon, so that no day is near its end. */
export const TEST_NOW = Date.parse('2026-03-10T12:00:00.000Z');
