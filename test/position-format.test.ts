import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readAnswers } from '../engine/scoring/answers.js';
import { type PositionFile } from '../engine/position/position.js';
import { captionOf } from '../engine/scoring/reducers.js';
import { score } from '../engine/scoring/score.js';
import { positionFileCheck } from '../src/document/position-file-check.js';
import { packageRoot } from '../src/document/openapi.js';
import { tableOf } from './support/table-of.js';

const checkPositionFile = positionFileCheck();

const read = (name: string): string => readFileSync(join(packageRoot(), 'docs', name), 'utf8');

describe('docs/position-format.md', () => {
  const text = read('position-format.md');
  const example = read('position-example.yaml');
  let position: PositionFile;

  before(() => {
    const checked = checkPositionFile(parse(example));
    assert.ok('position' in checked, JSON.stringify(checked));
    position = checked.position;
  });

  it('shows the example as it lies beside it', () => {
    assert.equal(/```yaml\n([^]*?)```/.exec(text)?.[1], example);
  });

  it('shows the scores that the example gives', () => {
    const { questions } = position.questionnaire;
    const [names, , ...rows] = tableOf(text, '1');
    assert.ok(rows.length >= 5);
    for (const row of rows) {
      const cells = new Map(names!.map((name, index) => [name, row[index]!]));
      const sent = questions.flatMap(({ q }) => (/^\d+$/.test(cells.get(q) ?? '') ? [{ q, a: cells.get(q) }] : []));
      const answered = readAnswers(sent, questions);
      assert.ok('answers' in answered);
      const sheet = score(position, answered.answers);
      const scored = { ...sheet.traits, ...sheet.superTraits };
      const decided = position.reducers.map((reducer) => {
        const decision = sheet.reducers[reducer.name]!;
        return [reducer.name, `${decision.score} ${captionOf(reducer, decision).eng}`];
      });
      const shown = Object.fromEntries(Object.entries(scored).map(([name, number]) => [name, String(number)]));
      assert.deepEqual(
        Object.fromEntries([...cells].filter(([name]) => !questions.some(({ q }) => q === name))),
        { ...shown, ...Object.fromEntries(decided) },
        row.join(' '),
      );
    }
  });

  it('names every key of the file at its top', () => {
    const [, , ...rows] = tableOf(text, 'key');
    const named = rows.flatMap(([key]) => [...key!.matchAll(/`(\w+)`/g)].map(([, name]) => name));
    const schema = JSON.parse(readFileSync(join(packageRoot(), 'engine/position/position.schema.json'), 'utf8')) as {
      properties: object;
    };
    const known = Object.keys(schema.properties).filter((key) => key !== '$schema');
    assert.deepEqual(named.sort(), known.sort());
  });
});
