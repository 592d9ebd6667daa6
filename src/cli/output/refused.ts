import { type PointedFault } from '../../../engine/json-pointer.js';

/** An expected no, in words for people: exit code 1 and no stack trace. The faults, if any, are listed below the words. */
export class Refused extends Error {
  constructor(
    message: string,
    readonly faults: readonly PointedFault[] = [],
  ) {
    super(message);
    this.name = 'Refused';
  }
}
