import { useEffect } from 'react';
import { useDraft } from '../../drafts/use-draft.js';
import { words } from '../../words/words.js';
import { type AdminConfig } from '../draft/admin-config.js';

/** What an admin has typed in place of a text that is no config string. It ends when the config can be read again. */
export function useRepairDraft({ account_id: id, name, readable }: AdminConfig) {
  const href = `/accounts/${id}/config`;
  const repair = useDraft<string>(`config-repair/${id}`, { name: words.config.ofAccount(name), href });
  const { draft, drop } = repair;
  const isOver = readable && draft !== undefined;
  useEffect(() => {
    if (isOver) drop();
  }, [isOver, drop]);
  return repair;
}
