import { useEffect, useRef, useState } from 'react';
import { useSearch } from 'wouter';
import { answer } from '../../api/client.js';
import { useChange } from '../../changes/use-change.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { words } from '../../words/words.js';
import { type ImportForm } from './use-import-form.js';

/** Begins with a stored position, `?from=ID`. What somebody has typed already is replaced only when they say so. */
export function LoadPosition({ form }: { form: ImportForm }) {
  const text = words.positionImport;
  const from = new URLSearchParams(useSearch()).get('from');
  const begun = useRef<string>(undefined);
  const [loaded, setLoaded] = useState<string>();
  const load = useChange<string, string>({
    run: (api, id) =>
      answer<string>(
        api.GET('/v1/admin/positions/{position_id}/export', {
          params: { path: { position_id: id } },
          parseAs: 'text',
        }),
      ),
    done(file, id) {
      setLoaded(id);
      form.edit(file);
    },
  });
  const isFree = form.text === '';
  const { start } = load;
  useEffect(() => {
    if (from === null || begun.current === from) return;
    begun.current = from;
    if (isFree) start(from);
  }, [from, isFree, start]);
  if (from === null) return null;
  if (load.problem) return <ProblemNote problem={load.problem} onAgain={() => start(from)} />;
  if (load.busy) return <p className="quiet">{text.loading}</p>;
  if (isFree || loaded === from) return null;
  return (
    <div className="note">
      <p>{text.loadFrom(from)}</p>
      <div className="note-foot">
        <button type="button" onClick={() => start(from)}>
          {text.loadGo(from)}
        </button>
      </div>
    </div>
  );
}
