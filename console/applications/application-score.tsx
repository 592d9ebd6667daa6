import type { components } from '../../openapi.js';
import { HostileName } from '../hostile/hostile-text.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { Facts } from '../parts/facts.js';
import { words } from '../words/words.js';

type Score = components['schemas']['Score'];

/** The score of a completed application: the main one, then all reducers and traits. */
export function ApplicationScore({ score, isCompleted }: { score: Score | null; isCompleted: boolean }) {
  const text = words.applications.one;
  if (score === null) return <p className="quiet">{isCompleted ? text.unscored : text.noScore}</p>;
  const reducers = score.position_reducers ?? [];
  const traits = [...(score.super_traits ?? []), ...(score.traits ?? [])];
  if (reducers.length === 0 && traits.length === 0) return <p className="quiet">{text.unscored}</p>;
  return (
    <>
      {score.main_score_found && (
        <Facts
          facts={[
            [text.value, String(score.score_final ?? '')],
            [text.result, <HostileName text={score.score_text ?? ''} />],
          ]}
        />
      )}
      {reducers.length > 0 && (
        <DataTable caption={text.reducer} columns={REDUCERS} rows={reducers} keyOf={({ aname }) => aname} />
      )}
      {traits.length > 0 && (
        <DataTable caption={text.trait} columns={TRAITS} rows={traits} keyOf={({ trait_name: name }) => name} />
      )}
    </>
  );
}

const { one } = words.applications;

const REDUCERS: readonly Column<NonNullable<Score['position_reducers']>[number]>[] = [
  { key: 'name', head: one.reducer, cell: ({ caption_tr_rdc: caption }) => <HostileName text={caption} /> },
  { key: 'value', head: one.value, align: 'end', cell: ({ score_final: value }) => String(value) },
  { key: 'result', head: one.result, cell: ({ score_text: result }) => <HostileName text={result} /> },
];

const TRAITS: readonly Column<NonNullable<Score['traits']>[number]>[] = [
  { key: 'name', head: one.trait, cell: ({ caption_tr: caption }) => <HostileName text={caption} /> },
  { key: 'value', head: one.value, align: 'end', cell: ({ score }) => String(score) },
];
