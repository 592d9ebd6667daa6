import { useEffect, useRef } from 'react';
import { words } from '../../words/words.js';
import { type DraftRow } from '../draft/draft-rows.js';
import { type RowFaults } from '../draft/row-faults.js';
import { controlOf } from '../values/config-row.js';

interface FaultListParts {
  rows: readonly DraftRow[];
  faults: RowFaults;
  /** How often a save was refused. The list is there from the first time on, and each time it gets the focus. */
  refusals: number;
}

/** All that prevents a save. Each line leads to its row. It follows the rows until nothing is left. */
export function FaultList({ rows, faults, refusals }: FaultListParts) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (refusals > 0) list.current?.focus();
  }, [refusals]);
  if (refusals === 0 || (faults.rows.size === 0 && faults.others.length === 0)) return null;
  return (
    <div ref={list} className="note note-fault" role="alert" tabIndex={-1}>
      <p className="note-title">{words.config.save.refused}</p>
      <ul>
        {rows
          .filter(({ id }) => faults.rows.has(id))
          .map(({ id, key }) => (
            <li key={id}>
              <a
                href={`#${controlOf(id)}`}
                onClick={(event) => {
                  event.preventDefault();
                  document.getElementById(controlOf(id))?.focus();
                }}
              >
                {key} {faults.rows.get(id)}
              </a>
            </li>
          ))}
        {faults.others.map((fault) => (
          <li key={fault}>{fault}</li>
        ))}
      </ul>
    </div>
  );
}
