import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { type Problem } from '../../api/problem.js';
import { WarningsNote } from '../../assignments/warnings-note.js';
import { visibleText } from '../../hostile/visible-text.js';
import { words } from '../../words/words.js';
import { type Checked, type PositionCheck } from './use-import-form.js';

const text = words.positionImport;

interface CheckResultParts {
  checked: Checked;
  isStale: boolean;
  onGoTo(line: number, column: number): void;
}

/** What a check found: the faults, each leading to its line, or what an import would store. */
export function CheckResult({ checked: { result }, isStale, onGoTo }: CheckResultParts) {
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => note.current?.focus(), [result]);
  return (
    <div ref={note} tabIndex={-1} role="group" aria-label={text.check} className="check-result">
      {isStale && <p className="quiet">{text.stale}</p>}
      {result.would ? (
        <Outcome would={result.would} isStale={isStale} />
      ) : (
        <Faults faults={result.faults} onGoTo={onGoTo} />
      )}
    </div>
  );
}

// The gateway lists no more faults of the shape of a file.
const CUT_AT = 20;

function Faults({ faults, onGoTo }: Pick<PositionCheck, 'faults'> & Pick<CheckResultParts, 'onGoTo'>) {
  return (
    <div className="note note-fault">
      <p className="note-title">{text.faults(faults.length)}</p>
      <p>{text.faultsDetail}</p>
      <ol className="fault-lines">
        {faults.map(({ pointer, detail, line = 1, column = 1 }) => (
          <li key={`${line} ${column} ${pointer} ${detail}`}>
            <button type="button" className="button-link" onClick={() => onGoTo(line, column)}>
              {text.lineOf(line, column)}
            </button>{' '}
            <code>{pointer === '' ? text.whole : visibleText(pointer)}</code> {visibleText(detail)}
          </li>
        ))}
      </ol>
      {faults.length === CUT_AT && <p className="quiet">{text.cutFaults}</p>}
    </div>
  );
}

interface OutcomeParts {
  would: NonNullable<PositionCheck['would']>;
  isStale: boolean;
}

function Outcome({ would, isStale }: OutcomeParts) {
  const { languages, same_name: sameName, replaced, retired, warnings } = would;
  return (
    <>
      <div className={isStale ? 'note' : 'note note-good'}>
        <p className="note-title">{text.clean}</p>
        <p>{outcomeOf(would)}</p>
        <p>{text.languages(languages)}</p>
        {!replaced && sameName.length > 0 && <p>{text.sameName(sameName)}</p>}
        {retired !== null && <p>{text.retired}</p>}
      </div>
      <WarningsNote warnings={warnings} />
    </>
  );
}

function outcomeOf({ position_id: id, aname, version, changed, replaced }: OutcomeParts['would']): string {
  const name = visibleText(aname);
  if (id === null) return text.wouldAdd(name);
  if (!changed) return text.unchanged(id, version);
  return replaced ? text.wouldReplace(id, name, version) : text.wouldAddWithId(id, name);
}

/** Says that somebody else imported a version after the check. */
export function FirstNote({ problem, positionId }: { problem: Problem; positionId: string }) {
  const { version, user } = Object(problem.body['changed']) as { version: number; user?: string };
  return (
    <div className="note note-caution" role="alert">
      <p className="note-title">{text.first(user ?? text.somebody)}</p>
      <p>{text.firstDetail}</p>
      <div className="note-foot">
        <Link href={`/positions/${positionId}`}>{text.look(version)}</Link>
      </div>
    </div>
  );
}
