import { useState } from 'react';
import type { components } from '../../../openapi.js';
import { useLocation } from 'wouter';
import { answer } from '../../api/client.js';
import { CHANGED_MEANWHILE, Problem } from '../../api/problem.js';
import { useChange } from '../../changes/use-change.js';
import { useAnnounce } from '../../announce/use-announce.js';
import { useDraft } from '../../drafts/use-draft.js';
import { words } from '../../words/words.js';

export type PositionCheck = components['schemas']['PositionCheck'];
type Imported = components['schemas']['ImportedPosition'];

/** What a check found, and the text that it was about. */
export interface Checked {
  text: string;
  result: PositionCheck;
}

export interface ImportForm {
  text: string;
  edit(text: string): void;
  discard(): void;
  check(): void;
  checking: boolean;
  checked: Checked | undefined;
  /** The check was about another text than the one that is there now. */
  isStale: boolean;
  /** What an import would store: the check of this very text found no fault. */
  would: Imported | undefined;
  save(): void;
  saving: boolean;
  /** The position that somebody else imported a version of after the check. */
  overtaken: string | undefined;
  problem: Problem | null;
}

/** The draft of a position file, its check, and its import. The draft stays while other screens are looked at. */
export function useImportForm(): ImportForm {
  const said = words.positionImport;
  const announce = useAnnounce();
  const [, navigate] = useLocation();
  const {
    draft = '',
    keep,
    drop,
  } = useDraft<string>('position-import', {
    name: said.draft,
    href: '/positions/import',
  });
  const [checked, setChecked] = useState<Checked>();
  const [overtaken, setOvertaken] = useState<string>();
  const checking = useChange<string, PositionCheck>({
    run: (api, text) => answer(api.POST('/v1/admin/positions/check', { body: { text } })),
    done: (result, text) => {
      setChecked({ text, result });
      announce(result.would ? said.clean : said.faults(result.faults.length));
    },
  });
  const saving = useChange<{ text: string; would: Imported }, Imported>({
    run: (api, { text, would }) =>
      answer(api.POST('/v1/admin/positions', { body: { text, version: would.version } })).catch((error: unknown) => {
        if (error instanceof Problem && error.code === CHANGED_MEANWHILE) {
          // What the check said is no longer so.
          setChecked(undefined);
          setOvertaken(would.position_id ?? undefined);
        }
        throw error;
      }),
    refresh: [['position'], ['positions'], ['account']],
    done: ({ position_id: id, version }) => {
      drop();
      setChecked(undefined);
      announce(said.done(version));
      navigate(`/positions/${id}`);
    },
  });
  const isStale = checked !== undefined && checked.text !== draft;
  const would = isStale ? undefined : (checked?.result.would ?? undefined);
  return {
    text: draft,
    edit(text) {
      if (text === '') drop();
      else keep(text);
    },
    discard() {
      drop();
      setChecked(undefined);
      checking.reset();
      saving.reset();
    },
    check() {
      saving.reset();
      setOvertaken(undefined);
      if (draft.trim() !== '') checking.start(draft);
    },
    checking: checking.busy,
    checked,
    isStale,
    would,
    save() {
      if (would) saving.start({ text: draft, would });
    },
    saving: saving.busy,
    overtaken,
    problem: saving.problem ?? checking.problem,
  };
}
