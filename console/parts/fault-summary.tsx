import { useEffect, useRef } from 'react';
import { type Fault } from '../api/problem.js';
import { words } from '../words/words.js';

interface FaultSummaryParts {
  faults: readonly Fault[];
  /** The id of the control that a fault belongs to, if it has one. */
  idOf(pointer: string): string | undefined;
  /** How people call what a pointer names. */
  nameOf?(pointer: string): string;
  /** Changes with each refused save, so that the summary gets the focus again. */
  turn?: number;
}

/** All faults of a refused save. It gets the focus, and each line leads to its control. */
export function FaultSummary({ faults, idOf, nameOf = (pointer) => pointer.slice(1), turn = 0 }: FaultSummaryParts) {
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (faults.length > 0) summary.current?.focus();
  }, [faults, turn]);
  if (faults.length === 0) return null;
  return (
    <div ref={summary} className="note note-fault" role="alert" tabIndex={-1}>
      <p className="note-title">{words.everywhere.faultsTitle}</p>
      <ul>
        {faults.map(({ pointer, detail }) => {
          const id = idOf(pointer);
          const text = `${nameOf(pointer)} ${detail}`.trim();
          return (
            <li key={`${pointer} ${detail}`}>
              {id === undefined ? (
                text
              ) : (
                <a
                  href={`#${id}`}
                  onClick={(event) => {
                    event.preventDefault();
                    document.getElementById(id)?.focus();
                  }}
                >
                  {text}
                </a>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
