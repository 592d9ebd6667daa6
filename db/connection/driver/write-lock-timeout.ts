/** A write that could not begin in time. Nothing was written. */
export class WriteLockTimeout extends Error {
  constructor(patienceMs: number, options?: ErrorOptions) {
    super(
      `The database could not be written to for ${patienceMs / 1000} s: ` +
        'another process keeps it locked, or too many writes wait.',
      options,
    );
    this.name = 'WriteLockTimeout';
  }
}
