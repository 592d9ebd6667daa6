import { useEffect, useRef, useState } from 'react';
import { answer } from '../../api/client.js';
import { useLive } from '../../api/use-live.js';
import { LoadState } from '../../parts/load-state.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { words } from '../../words/words.js';
import { type AdminConfig } from '../draft/admin-config.js';
import { compareDrafts, mergeDrafts, type MergedKey, type Side, type TheirConfig } from '../draft/merge-drafts.js';
import { changesSince } from '../draft/changes-since.js';
import { shownWords } from '../values/shown-words.js';
import { type ConfigFormState } from './use-config-form.js';

interface ConflictParts {
  config: AdminConfig;
  form: ConfigFormState;
}

/** Shows a draft beside what somebody else saved meanwhile, and saves both merged. */
export function Conflict({ config, form }: ConflictParts) {
  const { account_id: id, version, fields } = config;
  const live = useLive({
    key: ['config-versions', id, version],
    read: (api, options) =>
      answer(api.GET('/v1/admin/accounts/{account_id}/config/versions', { params: { path: { account_id: id } }, ...options })), // prettier-ignore
  });
  return (
    <LoadState live={live}>
      {({ versions }) => (
        <Merging
          form={form}
          config={config}
          theirs={{ version, fields, changedKeys: changesSince(form.draft, versions) }}
        />
      )}
    </LoadState>
  );
}

function Merging({ config, form, theirs }: ConflictParts & { theirs: TheirConfig }) {
  const text = words.config.conflict;
  const [chosen, setChosen] = useState<Readonly<Record<string, Side>>>({});
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [theirs.version]);
  const rows = compareDrafts(form.draft, theirs).filter(({ changedBy }) => changedBy !== 'nobody');
  const open = rows.filter(({ key, changedBy }) => changedBy === 'both' && chosen[key] === undefined).length;
  const merged = mergeDrafts(form.draft, theirs, chosen);
  return (
    <section className="panel conflict">
      <h2 ref={heading} tabIndex={-1}>
        {text.title(config.changed?.user ?? text.somebody, theirs.version)}
      </h2>
      <p>{rows.some(({ changedBy }) => changedBy === 'both') ? text.detail : text.nothing}</p>
      <table className="config-table conflict-table" role="table">
        <caption className="visually-hidden">{text.caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {[words.config.table.field, text.atStart, text.mine, text.theirs, text.result].map((head) => (
              <th key={head} role="columnheader" scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <ConflictRow
              key={row.key}
              row={row}
              theirSecret={theirs.changedKeys.has(row.key)}
              chosen={chosen[row.key]}
              onChoose={(side) => setChosen({ ...chosen, [row.key]: side })}
            />
          ))}
        </tbody>
      </table>
      {form.problem && <ProblemNote problem={form.problem} />}
      <div className="form-foot">
        <button
          type="button"
          className="button-main"
          disabled={form.saving || merged === undefined}
          onClick={() => merged && form.save(merged)}
        >
          {text.save}
        </button>
        <button type="button" onClick={form.discard}>
          {text.discard}
        </button>
        {open > 0 && <span className="quiet">{text.missing(open)}</span>}
      </div>
    </section>
  );
}

interface ConflictRowParts {
  row: MergedKey;
  theirSecret: boolean;
  chosen: Side | undefined;
  onChoose(side: Side): void;
}

function ConflictRow({
  row: { key, atStart, mine, theirs, changedBy },
  theirSecret,
  chosen,
  onChoose,
}: ConflictRowParts) {
  const text = words.config.conflict;
  const theirWords = theirSecret && theirs?.kind === 'kept' ? text.newSecret : shownWords(key, theirs);
  const sides = [
    ['mine', text.takeMine],
    ['theirs', text.takeTheirs],
  ] as const;
  return (
    <tr role="row" className={changedBy === 'both' ? 'changed' : undefined}>
      <th role="rowheader" scope="row">
        <code>{key}</code>
      </th>
      <td role="cell" data-head={text.atStart}>
        {shownWords(key, atStart)}
      </td>
      <td role="cell" data-head={text.mine}>
        {shownWords(key, mine)}
      </td>
      <td role="cell" data-head={text.theirs}>
        {theirWords}
      </td>
      <td role="cell" data-head={text.result}>
        {changedBy === 'both' ? (
          <div className="sides" role="radiogroup" aria-label={text.decide(key)}>
            {sides.map(([side, word]) => (
              <label key={side} className="check">
                <input type="radio" name={`side-${key}`} checked={chosen === side} onChange={() => onChoose(side)} />
                {word}
              </label>
            ))}
          </div>
        ) : changedBy === 'mine' ? (
          text.takeMine
        ) : (
          text.takeTheirs
        )}
      </td>
    </tr>
  );
}
