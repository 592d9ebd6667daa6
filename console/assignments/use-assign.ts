import type { components } from '../../openapi.js';
import { answer } from '../api/client.js';
import { type Change, useChange } from '../changes/use-change.js';
import { type Warnings } from './warnings-note.js';

type Assignment = components['schemas']['PositionAssignment'];

export interface AssignmentNamed {
  positionId: string;
  accountId: string;
}

/** What is read again after an assignment. */
export function refreshOf({ positionId, accountId }: AssignmentNamed): readonly (readonly unknown[])[] {
  return [['position', positionId], ['positions'], ['orderers', positionId], ['account', accountId], ['access', accountId]]; // prettier-ignore
}

/** Lets an account order a position. */
export function useAssign(named: AssignmentNamed, said: string, done: (warnings: Warnings) => void): Change<void> {
  const path = { position_id: named.positionId, account_id: named.accountId };
  return useChange({
    run: (api) => answer(api.PUT('/v1/admin/positions/{position_id}/accounts/{account_id}', { params: { path } })),
    refresh: refreshOf(named),
    said,
    done: ({ warnings }: Assignment) => done(warnings),
  });
}
