import { words } from '../../words/words.js';
import { type AdminConfig } from '../draft/admin-config.js';

/** Says that somebody else has saved meanwhile, before a save finds out. */
export function NewerNote({ config: { version, changed }, onCompare }: { config: AdminConfig; onCompare(): void }) {
  const { conflict } = words.config;
  return (
    <div className="note note-caution">
      <p>{conflict.newer(changed?.user ?? conflict.somebody, version)}</p>
      <div className="note-foot">
        <button type="button" onClick={onCompare}>
          {conflict.compare}
        </button>
      </div>
    </div>
  );
}
