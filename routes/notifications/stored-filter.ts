import { type EntityId } from '../../engine/entity-id.js';
import { parseInstant } from '../../engine/instant.js';
import { type Input } from '../documented.js';

/** Turns the parameters of a filter into the filter that db takes. `until` itself is not included. */
export function storedFilter(accountId: EntityId, { state, since, until }: Input<'startNotificationReplay'>) {
  return { accountId, state, since: instantOf(since), until: instantOf(until) };
}

function instantOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : parseInstant(text);
}
