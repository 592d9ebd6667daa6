import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageRoot } from '../src/document/openapi.js';
import { withConfigurationTable } from './support/configuration-table.js';
import { type DocumentedGateway, startDocumentedGateway } from './support/documented-gateway.js';
import { documentSteps } from './support/document-steps.js';
import { DEMO_PASSWORD, testDocument } from './support/document-tests.js';
import { assertShown } from './support/shown-answer.js';

const ROOT = packageRoot();

const read = (name: string): string => readFileSync(join(ROOT, name), 'utf8');

function describeDocument(name: string, { inRepository }: { inRepository: boolean }): void {
  describe(name, () => {
    let gateway: DocumentedGateway;

    before(async function () {
      this.timeout(200_000);
      gateway = await startDocumentedGateway({ demoPassword: DEMO_PASSWORD });
    });
    after(() => gateway?.stop());

    testDocument(name, () => gateway, { folderOf: ({ folder }) => (inRepository ? ROOT : folder) });
  });
}

describe('the check of what a document shows', () => {
  const reply = 'HTTP/1.1 200 OK\r\nETag: "x1"\r\nDate: now\r\n\r\n{"a":1,"list":[1,2]}';
  const cases = [
    { name: 'another value', kind: 'json', shown: '{"a": 2}', printed: '{"a":1}' },
    { name: 'a string for a number', kind: 'json', shown: '{"a": "1"}', printed: '{"a":1}' },
    { name: 'another order of keys', kind: 'json', shown: '{"b": 1, "a": 1}', printed: '{"a":1,"b":1}' },
    { name: 'a key not shown', kind: 'json', shown: '{"a": 1}', printed: '{"a":1,"b":1}' },
    { name: 'a key not there', kind: 'json', shown: '{"a": 1, "b": "…"}', printed: '{"a":1}' },
    { name: 'an item not shown', kind: 'json', shown: '[1]', printed: '[1,2]' },
    { name: 'text around a wildcard', kind: 'json', shown: '{"a": "x…z"}', printed: '{"a":"xy"}' },
    { name: 'another line', kind: 'text', shown: 'one\nt…\n', printed: 'one\nother\n' },
    { name: 'a line not shown', kind: 'text', shown: 'one\n', printed: 'one\ntwo\n' },
    { name: 'another status', kind: 'http', shown: 'HTTP/1.1 201 Created\n', printed: reply },
    { name: 'a header not there', kind: 'http', shown: 'HTTP/1.1 200 OK\nLink: …\n', printed: reply },
    { name: 'another body', kind: 'http', shown: 'HTTP/1.1 200 OK\n\n{"a": 1, "list": [1]}', printed: reply },
  ] as const;
  for (const { name, kind, shown, printed } of cases) {
    it(`refuses ${name} (${kind})`, () => {
      assert.throws(() => assertShown({ kind, text: shown }, printed), assert.AssertionError);
    });
  }

  it('takes wildcards for texts, values and the rest of a list', () => {
    assertShown({ kind: 'http', text: 'HTTP/1.1 200 OK\nETag: "…"\n\n{"a": "…", "list": [1, "…"]}' }, reply);
    assertShown({ kind: 'text', text: 'a … c\n' }, 'a b c\n');
  });

  it('refuses documents with a block that nobody would check', () => {
    assert.throws(() => documentSteps('```json\n{}\n```\n'), /line 1: an answer to nothing/);
    assert.throws(() => documentSteps('```js\nlet a;\n```\n'), /line 1: a js block/);
    assert.throws(() => documentSteps('```sh\nls\n'), /line 1: the block does not end/);
  });
});

describe('the documents', () => {
  describeDocument('README.md', { inRepository: true });
  describeDocument('docs/integrating.md', { inRepository: false });

  it('has the configuration table of the README from the configuration itself', async () => {
    const readme = read('README.md');
    assert.equal(await withConfigurationTable(readme, join(ROOT, 'README.md')), readme);
  });

  it('keeps the README within 150 lines', () => {
    assert.ok(read('README.md').trimEnd().split('\n').length <= 150);
  });

  it('links to files that are there', () => {
    const names = [
      'README.md',
      'CONTRIBUTING.md',
      'CHANGELOG.md',
      ...markdownIn('docs'),
      ...markdownIn('docs/decisions'),
    ];
    const dead = names.flatMap((name) =>
      [...read(name).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)]
        .map(([, link]) => join(dirname(name), link!))
        .filter((path) => !existsSync(join(ROOT, path)))
        .map((path) => `${name}: ${path}`),
    );
    assert.deepEqual(dead, []);
  });

  it('numbers the decisions without a gap', () => {
    const numbers = markdownIn('docs/decisions').map((path) => Number(/(\d{4})-[a-z0-9-]+\.md$/.exec(path)?.[1]));
    assert.deepEqual(
      numbers,
      numbers.map((_, index) => index + 1),
    );
  });
});

function markdownIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => `${folder}/${name}`);
}
