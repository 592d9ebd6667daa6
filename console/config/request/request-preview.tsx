import { useId, useState } from 'react';
import { type SavedField } from '../../../engine/config/replace-account-config.js';
import { Panel } from '../../parts/panel.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { words } from '../../words/words.js';
import { ShownRequest } from './shown-request.js';
import { useChecked } from './use-checked.js';

interface RequestPreviewParts {
  accountId: string;
  fields: SavedField[];
  /** The page knows already that they can't be saved. */
  isFaulty?: boolean;
}

/** The request that would be sent by these fields, for an application that one names. */
export function RequestPreview({ accountId, fields, isFaulty = false }: RequestPreviewParts) {
  const id = useId();
  const text = words.config.preview;
  const [application, setApplication] = useState('');
  const isId = /^[1-9][0-9]{0,18}$/.test(application);
  const { checked, problem } = useChecked(accountId, isFaulty ? undefined : fields, isId ? application : '');
  return (
    <Panel title={text.title} detail={text.detail}>
      <div className="filter preview-for">
        <label htmlFor={id}>{text.application}</label>
        <input
          id={id}
          value={application}
          inputMode="numeric"
          placeholder={text.madeUp}
          onChange={({ target }) => setApplication(target.value.trim())}
          autoComplete="off"
        />
      </div>
      {problem?.status === 404 ? (
        <p className="fault">{text.unknown}</p>
      ) : problem ? (
        <ProblemNote problem={problem} />
      ) : isFaulty || (checked && checked.faults.length > 0) ? (
        <p className="quiet">{text.waiting}</p>
      ) : checked === undefined ? (
        <p className="loading">{words.everywhere.loading}</p>
      ) : checked.request === null ? (
        <p className="quiet">{text.noUrl}</p>
      ) : (
        <ShownRequest request={checked.request} />
      )}
    </Panel>
  );
}
