import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { packageRoot } from '../src/document/openapi.js';
import { RULES } from './support/architecture.js';
import { type Sources } from './support/imports-of.js';

const FOLDERS = ['src', 'routes', 'middleware', 'db', 'engine', 'console', 'test', 'bench'];

async function readSources(): Promise<Sources> {
  const root = packageRoot();
  const sources = new Map<string, string>();
  for (const folder of FOLDERS) {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((found) => found.isFile() && /\.tsx?$/.test(found.name))) {
      const path = join(entry.parentPath, entry.name);
      sources.set(relative(root, path).split(sep).join('/'), await readFile(path, 'utf8'));
    }
  }
  return sources;
}

describe('the architecture', () => {
  let sources: Sources;
  before(async () => {
    sources = await readSources();
    assert.ok(sources.size > 100, 'the sources are found');
  });

  for (const [rule, check] of Object.entries(RULES)) it(`holds: ${rule}`, () => assert.deepEqual(check(sources), []));
});

describe('the checker of the architecture', () => {
  const violations: { rule: string; name: string; files: Record<string, string> }[] = [
    {
      rule: 'imports point one way',
      name: 'db that imports routes',
      files: { 'db/a.ts': `import { b } from '../routes/b.js';` },
    },
    {
      rule: 'imports point one way',
      name: 'routes that import middleware',
      files: { 'routes/a.ts': `import { type B } from '../middleware/b.js';` },
    },
    {
      rule: 'imports point one way',
      name: 'engine that imports db',
      files: { 'engine/deep/a.ts': `import '../../db/b.js';` },
    },
    {
      rule: 'imports point one way',
      name: 'middleware that imports db',
      files: { 'middleware/a.ts': `import { b } from '../db/b.js';` },
    },
    {
      rule: 'imports point one way',
      name: 'routes that import src when they run',
      files: { 'routes/a.ts': `const b = await import('../src/b.js');` },
    },
    {
      rule: 'imports point one way',
      name: 'a page of the console that imports what runs on the server',
      files: { 'console/a.tsx': `import { b } from '../routes/b.js';` },
    },
    {
      rule: 'imports point one way',
      name: 'src that imports the console',
      files: { 'src/a.ts': `import '../console/b.js';` },
    },
    { rule: 'imports point one way', name: 'src that imports test', files: { 'src/a.ts': `import '../test/b.js';` } },
    {
      rule: 'imports point one way',
      name: 'db that reads types of HTTP',
      files: { 'db/a.ts': `import '../openapi.js';` },
    },
    ...Object.entries({
      'a subject of db that imports another': ['db/accounts/a.ts', '../positions/b.js'],
      'a folder below one that may not': ['db/accounts/deep/a.ts', '../../positions/b.js'],
      'the top of engine that imports a room of it': ['engine/a.ts', './config/b.js'],
      'a room of engine that imports one above it': ['engine/position/a.ts', '../scoring/b.js'],
      'pages of candidates that import the report': ['routes/pages/questionnaire/page/a.ts', '../../report/b.js'],
      'the report that imports pages of candidates': ['routes/pages/report/a.ts', '../questionnaire/view/b.js'],
    }).map(([name, [file = '', target = '']]) => ({
      rule: 'sub-rooms of a layer import only what they may',
      name,
      files: { [file]: `import '${target}';` },
    })),
    {
      rule: 'sub-rooms of a layer import only what they may',
      name: 'a folder without a row',
      files: { 'engine/new-room/a.ts': '' },
    },
    {
      rule: 'no folder imports itself through others',
      name: 'a ring of folders whose files form none',
      files: { 'src/a/one.ts': `import '../b/two.js';`, 'src/b/three.ts': `import './../a/four.js';` },
    },
    {
      rule: 'no folder has more than 15 files',
      name: 'sixteen files',
      files: Object.fromEntries(Array.from({ length: 16 }, (_, index) => [`src/serving/a${index}.ts`, ''])),
    },
    {
      rule: 'no file imports itself through others',
      name: 'a ring of three',
      files: {
        'src/a.ts': `import './b.js';`,
        'src/b.ts': `import './c.js';`,
        'src/c.ts': `import { type A } from './a.js';`,
      },
    },
    {
      rule: 'no file imports itself through others',
      name: 'a ring of two with markup',
      files: { 'console/a.tsx': `import './b.js';`, 'console/b.tsx': `import './a.js';` },
    },
    {
      rule: 'the names of database products stay in their dialects',
      name: 'a product in a text',
      files: { 'src/a.ts': `const hint = 'needs MariaDB';` },
    },
    {
      rule: 'the names of database products stay in their dialects',
      name: 'a product in a comment',
      files: { 'db/a.ts': `// SQLite does not\n` },
    },
    { rule: 'no file is longer than 300 lines', name: '301 lines', files: { 'test/a.ts': '\n'.repeat(301) } },
    {
      rule: 'no file has a default export',
      name: 'a function',
      files: { 'src/a.ts': 'export default function a() {}' },
    },
    { rule: 'no file has a default export', name: 'a value', files: { 'src/a.ts': 'export default 1;' } },
    {
      rule: 'no file has a default export',
      name: 'another name',
      files: { 'src/a.ts': 'const a = 1; export { a as default };' },
    },
    {
      rule: 'no file only hands on what others export',
      name: 'everything',
      files: { 'db/index.ts': `export * from './a.js';` },
    },
    {
      rule: 'no file only hands on what others export',
      name: 'one name',
      files: { 'db/b.ts': `export { a } from './a.js';\nexport const b = 1;` },
    },
    ...['types', 'utils', 'helpers'].map((drawer) => ({
      rule: 'no file is a drawer for everything',
      name: drawer,
      files: { [`db/${drawer}.ts`]: '' },
    })),
  ];
  for (const { rule, name, files } of violations) {
    it(`finds, for "${rule}", ${name}`, () => {
      assert.notDeepEqual(RULES[rule]!(new Map(Object.entries(files))), []);
    });
  }

  it('has a violation of each rule among these tests', () => {
    assert.deepEqual(new Set(violations.map(({ rule }) => rule)), new Set(Object.keys(RULES)));
  });

  it('allows what the picture allows', () => {
    const files = {
      'src/a.ts': `import '../routes/b.js'; import '../db/connection/dialect-mysql.js'; import '../middleware/d.js'; import '../engine/e.js';`,
      'routes/b.ts': `import '../db/c.js'; import '../engine/e.js'; import type { paths } from '../openapi.js';`,
      'db/connection/dialect-mysql.ts': `import '../../engine/e.js'; export const name = 'MySQL';`,
      'test/t.ts': `import '../src/a.js'; const url = 'sqlite::memory:';`,
      'bench/f.ts': `import '../src/a.js';`,
      'console/g.tsx': `import type { paths } from '../openapi.js'; import { e } from '../engine/e.js';`,
    };
    for (const check of Object.values(RULES)) assert.deepEqual(check(new Map(Object.entries(files))), []);
  });
});
