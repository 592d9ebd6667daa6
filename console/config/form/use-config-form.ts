import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useAnnounce } from '../../announce/use-announce.js';
import { answer } from '../../api/client.js';
import { type Problem } from '../../api/problem.js';
import { useChange } from '../../changes/use-change.js';
import { useDraft } from '../../drafts/use-draft.js';
import { words } from '../../words/words.js';
import { type AdminConfig } from '../draft/admin-config.js';
import { beginDraft, type ConfigDraft, isChanged } from '../draft/config-draft.js';
import { type DraftRow, savedFields } from '../draft/draft-rows.js';
import { type ConfigEdit, editDraft } from '../draft/edit-draft.js';
import { placeFaults, type RowFaults } from '../draft/row-faults.js';

export interface ConfigFormState {
  draft: ConfigDraft;
  /** Whether there is something to save. */
  isDirty: boolean;
  edit(edit: ConfigEdit): void;
  discard(): void;
  /** Saves the draft, or another one in its place. `then` runs when it is saved. */
  save(draft?: ConfigDraft, then?: () => void): void;
  saving: boolean;
  /** What the gateway refused of the rows as they are now. */
  refused: RowFaults;
  /** How often the gateway refused rows. */
  refusals: number;
  /** Why it could not be saved, if that is no fault of a row. */
  problem: Problem | null;
  /** Whether somebody else saved first, and the drafts have to be compared. */
  comparing: boolean;
  compare(on: boolean): void;
}

/** The draft of an account's config and what happens to it. It stays while somebody looks at other screens. */
export function useConfigForm(config: AdminConfig): ConfigFormState {
  const { account_id: id } = config;
  const href = `/accounts/${id}/config`;
  const { draft: kept, keep, drop } = useDraft<ConfigDraft>(`config/${id}`, { name: words.config.ofAccount(config.name), href }); // prettier-ignore
  const queries = useQueryClient();
  const announce = useAnnounce();
  const [comparing, compare] = useState(false);
  const [refusals, setRefusals] = useState(0);
  const [sent, setSent] = useState<readonly DraftRow[]>([]);
  const draft = kept ?? beginDraft(config);
  const change = useChange<{ draft: ConfigDraft; then?: (() => void) | undefined }, AdminConfig>({
    run: (api, { draft: { version, rows, note } }) =>
      answer(
        api.PUT('/v1/admin/accounts/{account_id}/config', {
          params: { path: { account_id: id }, header: { 'If-Match': `"${version}"` } },
          body: { fields: savedFields(rows), ...(note !== '' && { note }) },
        }),
      ).catch((error: Problem) => {
        if (error.status === 412) {
          compare(true);
          void queries.invalidateQueries({ queryKey: ['config', id] });
        }
        if (error.status === 400) {
          compare(false);
          setRefusals((count) => count + 1);
        }
        throw error;
      }),
    done: (saved, { then }) => {
      queries.setQueryData(['config', id], saved);
      drop();
      compare(false);
      announce(words.config.save.saved(saved.version));
      // The button that was pressed is gone.
      document.querySelector<HTMLElement>('h1')?.focus();
      then?.();
    },
  });
  const edit = (made: ConfigEdit) => {
    const next = editDraft(draft, made);
    const isAsStored = !isChanged(next) && next.raw === undefined && next.note === '';
    if (isAsStored) drop();
    else keep(next);
  };
  const { problem } = change;
  const faults = problem?.status === 400 && problem.faults.length > 0 ? placeFaults(problem.faults, sent) : NONE;
  return {
    draft,
    isDirty: isChanged(draft) || draft.raw?.fault !== undefined,
    edit,
    discard: () => {
      drop();
      change.reset();
      compare(false);
    },
    save: (other = draft, then) => {
      setSent(other.rows);
      if (other !== draft) keep(other);
      change.start({ draft: other, then });
    },
    saving: change.busy,
    refusals,
    refused: ofUnchanged(faults, sent, draft.rows),
    problem: problem === null || problem.status === 412 || faults !== NONE ? null : problem,
    comparing: comparing && kept !== undefined && config.version > kept.version,
    compare,
  };
}

const NONE: RowFaults = { rows: new Map(), others: [] };

/** The faults of the rows that are still as they were sent. */
function ofUnchanged(faults: RowFaults, sent: readonly DraftRow[], now: readonly DraftRow[]): RowFaults {
  const unchanged = new Set(now.filter((row) => sent.includes(row)).map(({ id }) => id));
  return { rows: new Map([...faults.rows].filter(([id]) => unchanged.has(id))), others: faults.others };
}
