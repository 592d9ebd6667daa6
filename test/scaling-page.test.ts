import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../src/document/openapi.js';

const read = (path: string): string => readFileSync(join(packageRoot(), path), 'utf8');
const page = read('docs/scaling.md');

// The dialects define what the others use.
const sources = ['db', 'routes', 'src'].flatMap((room) =>
  readdirSync(join(packageRoot(), room), { recursive: true, encoding: 'utf8' })
    .map((name) => `${room}/${name}`)
    .filter((path) => path.endsWith('.ts') && !/^db\/connection\/dialect/.test(path)),
);

const namedIn = (row: string): string[] => {
  const line = page.split('\n').find((one) => one.startsWith('| ') && one.includes(row));
  assert.ok(line, `docs/scaling.md has no row "${row}"`);
  return [...line.matchAll(/`([\w/-]+\.ts)`/g)].map(([, path]) => path!).sort();
};

describe('docs/scaling.md', () => {
  for (const { row, use } of [
    { row: '`SKIP LOCKED`', use: /\bskipLocked\b/ },
    { row: '(`lockRow`)', use: /\blockRow\(/ },
    { row: '`FOR UPDATE`', use: /\.forUpdate\(/ },
    { row: 'ids that the database counts up', use: /ncrements\(/ },
    { row: 'foreign keys', use: /\.(references|foreign)\(/ },
  ]) {
    it(`names each file that uses: ${row}`, () => {
      assert.deepEqual(namedIn(row), sources.filter((path) => use.test(read(path))).sort());
    });
  }

  it('is right that nothing uses named locks', () => {
    assert.deepEqual(
      sources.filter((path) => /get_lock\(/i.test(read(path))),
      [],
    );
  });

  it('names files that exist', () => {
    const named = [...page.matchAll(/`((?:db|routes|src|deploy)\/[\w/.-]+\.\w+)`/g)].map(([, path]) => path!);
    assert.ok(named.length > 10);
    assert.deepEqual(
      named.filter((path) => !existsSync(join(packageRoot(), path))),
      [],
    );
  });
});
