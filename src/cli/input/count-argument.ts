import { InvalidArgumentError } from 'commander';

/** Makes a parser of whole numbers from `min` to `max` on the command line. Anything else is wrong usage. */
export function countArgument(min: number, max: number): (text: string) => number {
  return (text) => {
    const count = /^(?:0|[1-9][0-9]{0,14})$/.test(text) ? Number(text) : NaN;
    if (count >= min && count <= max) return count;
    throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
  };
}
