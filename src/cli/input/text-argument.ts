import { InvalidArgumentError } from 'commander';

/** Reads a text given on the command line without the blanks around it. An empty one is wrong usage. */
export function textArgument(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') throw new InvalidArgumentError('It must not be empty.');
  return trimmed;
}
