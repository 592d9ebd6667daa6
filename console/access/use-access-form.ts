import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { answer } from '../api/client.js';
import { Problem } from '../api/problem.js';
import { type Change, useChange } from '../changes/use-change.js';
import { useDraft } from '../drafts/use-draft.js';
import { words } from '../words/words.js';
import { type AccessDraft, type AccessRow, allowsSame } from './access-draft.js';

export interface AccessForm {
  draft: AccessDraft;
  /** Puts a changed row into the draft. */
  edit(row: AccessRow): void;
  /** Forgets what was drafted for one user, or for all. */
  discard(userId?: string): void;
  save(draft?: AccessDraft): void;
  saving: boolean;
  problem: Change<void>['problem'];
  /** Whose save was refused. */
  refused: AccessRow | undefined;
}

interface AccountNamed {
  id: string;
  name: string;
}

/** The draft of an account's permissions, and how it is saved: user by user, each by the version it began with. */
export function useAccessForm({ id, name }: AccountNamed, stored: readonly AccessRow[]): AccessForm {
  const queries = useQueryClient();
  const named = { name: words.access.users.draft(name), href: `/accounts/${id}/access` };
  const { draft = {}, keep, drop } = useDraft<AccessDraft>(`access/${id}`, named);
  const [refused, setRefused] = useState<AccessRow>();
  const keepAll = (next: AccessDraft) => (Object.keys(next).length === 0 ? drop() : keep(next));
  const change = useChange<AccessDraft>({
    run: async (api, given) => {
      let left = given;
      for (const row of Object.values(given)) {
        await answer(
          api.PUT('/v1/admin/accounts/{account_id}/access/{user_id}', {
            params: {
              path: { account_id: id, user_id: row.userId },
              header: { 'If-Match': `"${row.version}"` },
            },
            body: { permissions: row.permissions },
          }),
        ).catch(async (error: unknown) => {
          setRefused(row);
          // What the others did is shown beside what was refused.
          if (error instanceof Problem && error.status === 412) {
            await queries.invalidateQueries({ queryKey: ['access', id] });
          }
          throw error;
        });
        left = without(left, row.userId);
        keepAll(left);
      }
    },
    refresh: [['access', id]],
    said: words.access.users.saved,
    done: () => {
      setRefused(undefined);
      // The button that was pressed is gone.
      document.querySelector<HTMLElement>('h1')?.focus();
    },
  });
  return {
    draft,
    edit(row) {
      const before = stored.find(({ userId }) => userId === row.userId);
      const isAsStored = before !== undefined && allowsSame(before, row);
      keepAll(isAsStored ? without(draft, row.userId) : { ...draft, [row.userId]: row });
    },
    discard(userId) {
      change.reset();
      setRefused(undefined);
      keepAll(userId === undefined ? {} : without(draft, userId));
    },
    save(given = draft) {
      if (given !== draft) keepAll(given);
      if (Object.keys(given).length > 0) change.start(given);
    },
    saving: change.busy,
    problem: change.problem,
    refused,
  };
}

function without(draft: AccessDraft, userId: string): AccessDraft {
  const { [userId]: _, ...others } = draft;
  return others;
}
