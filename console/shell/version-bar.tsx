import { useState } from 'react';
import { words } from '../words/words.js';

/** Offers the newer console after the gateway was updated. `served` is the version that the gateway has now. */
export function VersionBar({ served }: { served: string }) {
  const [loaded] = useState(served);
  if (loaded === served) return null;
  return (
    <div className="bar">
      <span>{words.shell.newVersion}</span>
      <button type="button" onClick={() => location.reload()}>
        {words.shell.loadNew}
      </button>
    </div>
  );
}
