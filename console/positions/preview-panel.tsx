import { useState } from 'react';
import { useAddress } from '../api/use-address.js';
import { Panel } from '../parts/panel.js';
import { useFilters } from '../parts/use-filters.js';
import { words } from '../words/words.js';
import { type Position } from './shown-position.js';

const text = words.positions.preview;

/**
 * The candidates' own pages in a frame, in each language. The frame runs no script, and its page is of the same origin
 * only so that its links are signed in. The language is in the address.
 */
export function PreviewPanel({ position }: { position: Position }) {
  const { position_id: id, aname, version, languages } = position;
  const addressOf = useAddress();
  const [filters, change] = useFilters(['version', 'language']);
  const [narrow, setNarrow] = useState(false);
  const language = languages.includes(filters.language) ? filters.language : languages[0]!;
  const address = addressOf(`/v1/admin/positions/${id}/preview`, { language_id: language, version });
  return (
    <Panel
      title={text.title}
      detail={text.detail}
      actions={
        <a className="button" href={address} target="_blank" rel="noreferrer">
          {text.newTab}
        </a>
      }
    >
      <div className="preview-bar">
        {languages.length > 1 && (
          <div className="filter">
            <label htmlFor="preview-language">{text.language}</label>
            <select
              id="preview-language"
              value={language}
              onChange={({ target }) => change({ ...filters, language: target.value })}
            >
              {languages.map((one) => (
                <option key={one} value={one}>
                  {one}
                </option>
              ))}
            </select>
          </div>
        )}
        <label className="check">
          <input type="checkbox" checked={narrow} onChange={({ target }) => setNarrow(target.checked)} />
          {text.narrow}
        </label>
      </div>
      <PreviewFrame key={address} address={address} title={text.frame(aname, language)} narrow={narrow} />
    </Panel>
  );
}

interface PreviewFrameParts {
  address: string;
  title: string;
  narrow: boolean;
}

function PreviewFrame({ address, title, narrow }: PreviewFrameParts) {
  const [turn, setTurn] = useState(0);
  const [failed, setFailed] = useState(false);
  const again = () => {
    setFailed(false);
    setTurn((count) => count + 1);
  };
  if (failed) {
    return (
      <div className="note note-fault" role="alert">
        <p>{text.failed}</p>
        <div className="note-foot">
          <button type="button" onClick={again}>
            {words.everywhere.tryAgain}
          </button>
        </div>
      </div>
    );
  }
  return (
    <iframe
      key={turn}
      className={narrow ? 'preview preview-narrow' : 'preview'}
      title={title}
      src={address}
      sandbox="allow-same-origin"
      // A refusal is JSON, and nothing is there when nobody answered.
      onLoad={({ currentTarget }) => setFailed(!currentTarget.contentDocument?.getElementById('content'))}
    />
  );
}
