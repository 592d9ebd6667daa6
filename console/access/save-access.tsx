import { useAnnounce } from '../announce/use-announce.js';
import { words } from '../words/words.js';
import { type AccessForm } from './use-access-form.js';

/** Save and Discard. They stay in sight while there is something to save. */
export function SaveAccess({ form: { draft, saving, save, discard } }: { form: AccessForm }) {
  const text = words.access.users;
  const announce = useAnnounce();
  const count = Object.keys(draft).length;
  if (count === 0) return null;
  return (
    <div className="save-bar">
      <div className="save-bar-foot">
        <button type="button" className="button-main" disabled={saving} title={text.keys} onClick={() => save()}>
          {saving ? words.everywhere.saving : text.save(count)}
        </button>
        <button
          type="button"
          disabled={saving}
          onClick={() => {
            discard();
            announce(text.discarded);
            document.querySelector<HTMLElement>('h1')?.focus();
          }}
        >
          {text.discard}
        </button>
        <span className="quiet">{text.notYet}</span>
      </div>
    </div>
  );
}
