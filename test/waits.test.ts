import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../src/document/openapi.js';
import { WAITS } from './support/waits.js';

const ROOT = packageRoot();
const FOLDERS = ['src', 'routes', 'middleware', 'db', 'engine'];

// What answers later, or never. The drivers of the databases are behind `connect`, which gives each statement a limit.
const OUTSIDE =
  /^import (?!type )([^;]*?) from '(?:node:(?:fs\/promises|http|https|dns|dns\/promises|child_process|worker_threads)|undici|nodemailer[^']*)';|import\('@clack\/prompts'\)/gms;

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** The rows of the table in docs/operations.md: the first two cells, without marks of code. */
function rowsOfTable(): [what: string, limit: string][] {
  const [, chapter = ''] = read('docs/operations.md').split('\n## What waits, and for how long\n');
  const lines = (chapter.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('| '));
  return lines.slice(2).map((line) => {
    const [, what = '', limit = ''] = line.replaceAll('`', '').split(' | ').join('|').split('|');
    return [what.trim(), limit.trim()];
  });
}

const rows = rowsOfTable();

describe('the table of what waits, and for how long', () => {
  it('has a row for each wait that is known here, and no other', () => {
    assert.deepEqual(
      rows.map(([what]) => what),
      Object.keys(WAITS),
    );
  });

  for (const [what, limit] of rows) {
    it(`is true, and tested, for ${what}`, () => {
      const { limits = [], tests = [] } = WAITS[what] ?? {};
      for (const one of limits) {
        const ms = typeof one === 'number' ? one : limitOf(...one);
        assert.ok(limit.includes(ms === 3_600_000 ? 'an hour' : `${ms / 1000} s`), `${limit}: ${ms} ms`);
      }
      assert.ok(tests.length > 0);
      for (const [file, title] of tests) assert.ok(read(file).includes(title), `${file}: ${title}`);
    });
  }

  it('knows every file that talks to the outside', () => {
    const known = Object.values(WAITS).flatMap(({ limits, talkers = [] }) => [
      ...limits.flatMap((limit) => (typeof limit === 'number' ? [] : [limit[0]])),
      ...talkers,
    ]);
    const talkers = FOLDERS.flatMap(sourcesIn).filter((path) => talksToTheOutside(read(path)));
    assert.ok(talkers.length > 10);
    assert.deepEqual(
      talkers.filter((path) => !known.includes(path)),
      [],
      'a file that talks to the outside is a row of the table, or belongs to one',
    );
  });
});

/** The number of ms that a file gives a name. */
function limitOf(file: string, name: string): number {
  const found = new RegExp(`\\b${name}(?: = |: )(\\d[\\d_]*)\\b`).exec(read(file));
  assert.ok(found, `${file} has no ${name}`);
  return Number(found[1]!.replaceAll('_', ''));
}

function sourcesIn(folder: string): string[] {
  const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.ts')).map((name) => `${folder}/${name.replaceAll('\\', '/')}`);
}

function talksToTheOutside(text: string): boolean {
  return [...text.matchAll(OUTSIDE)].some(([, names = 'all']) => {
    const values = names.replace(/[{}]/g, '').split(',');
    return values.some((name) => name.trim() !== '' && !name.trim().startsWith('type '));
  });
}
