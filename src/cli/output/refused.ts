import { type Fault } from '../../../engine/fault.js';

/** An expected no, in words for people: exit code 1 and no stack trace. The faults, if any, are listed below the words. */
export class Refused extends Error {
  constructor(
    message: string,
    readonly faults: readonly Fault[] = [],
  ) {
    super(message);
    this.name = 'Refused';
  }
}
