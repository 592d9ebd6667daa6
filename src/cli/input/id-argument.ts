import { InvalidArgumentError } from 'commander';
import { parseEntityId, type EntityId } from '../../../engine/entity-id.js';

/** Reads an id given on the command line. Anything but canonical decimal digits is wrong usage. */
export function idArgument(text: string): EntityId {
  const id = parseEntityId(text);
  if (id === undefined) throw new InvalidArgumentError('An id is a whole number such as 10000001.');
  return id;
}

/** Does the same for an option that takes several ids. */
export function idArguments(text: string, earlier: EntityId[] | undefined): EntityId[] {
  return [...new Set([...(earlier ?? []), idArgument(text)])];
}
