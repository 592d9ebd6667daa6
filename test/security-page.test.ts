import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../src/document/openapi.js';
import { declaredTables } from './support/declared-tables.js';
import { tableOf } from './support/table-of.js';

const ROOT = packageRoot();
const PATH = /`((?:\.ci|bench|db|docs|engine|middleware|routes|src|test)\/[^`]+)`/g;
const STATES = ['held', 'in part', 'not held', 'n/a'];
/** How many sections each chapter of ASVS 4.0.3 has, from V1 on. */
const SECTIONS = [14, 10, 7, 3, 5, 4, 4, 3, 2, 3, 1, 6, 4, 5];

const pathsIn = (text: string): string[] => [...text.matchAll(PATH)].map(([, path]) => path!);

describe('docs/security.md', () => {
  const text = readFileSync(join(ROOT, 'docs/security.md'), 'utf8');
  const rowsOf = (heading: string): string[][] => tableOf(text, heading).slice(2);

  it('names only files that are there', () => {
    const gone = pathsIn(text).filter((path) => !existsSync(join(ROOT, path)));
    assert.deepEqual(gone, []);
  });

  it('says of every table what it holds, of whom, and how long', () => {
    const rows = rowsOf('table');
    const named = rows.map(([table]) => table!.replaceAll('`', ''));
    // The last one belongs to the migrations themselves, and is not declared.
    assert.deepEqual(named.sort(), [...Object.keys(declaredTables()), 'schema_migrations'].sort());
    assert.deepEqual(
      rows.filter((row) => row.some((cell) => cell === '')),
      [],
    );
  });

  it('names every table that has rows of an application, where it says what erasing does', () => {
    const erased = /^- \*\*Erasing\*\*[^]*?(?=^- )/m.exec(text)![0];
    const tables = Object.entries(declaredTables())
      .filter(([, columns]) => 'application_id' in columns || 'notification_id' in columns)
      .map(([table]) => table);
    assert.deepEqual(
      tables.filter((table) => !erased.includes(`\`${table}\``)),
      [],
    );
  });

  const lists = [
    { heading: 'risk', names: Array.from({ length: 10 }, (_, index) => `API${index + 1}`) },
    {
      heading: 'section',
      names: SECTIONS.flatMap((count, chapter) =>
        Array.from({ length: count }, (_, index) => `V${chapter + 1}.${index + 1}`),
      ),
    },
  ];
  for (const { heading, names } of lists) {
    it(`has a row for ${names[0]} to ${names.at(-1)}, each with its state, why, and the tests of what is held`, () => {
      const rows = rowsOf(heading);
      assert.deepEqual(
        rows.map(([name]) => name!.split(' ')[0]),
        names,
      );
      const faulty = rows.filter(([, state, why, tests]) => {
        const files = pathsIn(tests!);
        const areTests = files.every((path) => path.endsWith('.test.ts'));
        return !STATES.includes(state!) || why === '' || !areTests || (state === 'held' && files.length === 0);
      });
      assert.deepEqual(faulty, []);
    });
  }
});
