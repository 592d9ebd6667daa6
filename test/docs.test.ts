import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '../src/openapi.js';
import { withConfigurationTable } from './support/configuration-table.js';
import { type DocumentedGateway, startDocumentedGateway } from './support/documented-gateway.js';
import { type DocumentStep, documentSteps } from './support/document-steps.js';
import { assertShown } from './support/shown-answer.js';

const ROOT = packageRoot();
const WRITTEN_ADDRESS = '127.0.0.1:8080';
const WRITTEN_RECEIVER_PORT = '8090';
const DEMO_PASSWORD = 'demo-pass';
// Generous: some start Node several times.
const STEP_TIMEOUT_MS = 90_000;

/** Blocks that are not run: the process of this test stands for them, or they would run this very test. */
const SET_UP = new Set([
  'npm ci && npm start',
  'npm ci && npm test',
  `DEMO_PASSWORD=${DEMO_PASSWORD} npm start`,
  `DEMO_PASSWORD=${DEMO_PASSWORD} NOTIFY_ALLOW_CIDRS=127.0.0.0/8 npm start`,
  'npm install standardwebhooks',
]);

const read = (name: string): string => readFileSync(join(ROOT, name), 'utf8');

/** Runs the steps in order, as one shell would: variables of a block are there in the next. */
function describeDocument(name: string, { inRepository }: { inRepository: boolean }): void {
  describe(name, () => {
    let gateway: DocumentedGateway;

    before(async () => {
      gateway = await startDocumentedGateway({ demoPassword: DEMO_PASSWORD });
    });
    after(() => gateway?.stop());

    for (const step of documentSteps(read(name))) {
      if (SET_UP.has(step.text.trim())) continue;
      const title = step.kind === 'write' ? `writes ${step.file}` : step.text.trim().split('\n')[0]!;
      it(`is true from line ${step.line}: ${title}`, async function () {
        this.timeout(STEP_TIMEOUT_MS + 5_000);
        const folder = inRepository ? ROOT : gateway.folder;
        if (step.kind === 'write') return writeFileSync(join(folder, step.file!), here(step.text, gateway));
        const printed = await run(step, folder, gateway);
        if (step.answer) assertShown(step.answer, printed);
      });
    }
  });
}

const here = (text: string, { address, receiverPort }: DocumentedGateway): string =>
  text.replaceAll(WRITTEN_ADDRESS, address).replaceAll(WRITTEN_RECEIVER_PORT, receiverPort);

async function run({ text }: DocumentStep, cwd: string, gateway: DocumentedGateway): Promise<string> {
  const kept = join(gateway.folder, 'shell-variables');
  const script = `[ ! -e "$KEPT" ] || . "$KEPT"\nset -ea\n${here(text, gateway)}\nexport -p > "$KEPT"\n`;
  const { stdout, stderr } = await promisify(execFile)('sh', ['-c', script], {
    cwd,
    timeout: STEP_TIMEOUT_MS,
    env: {
      PATH: `${gateway.commands}:${process.env.PATH}`,
      HOME: gateway.folder,
      DATABASE_URL: gateway.databaseUrl,
      KEPT: kept,
    },
  });
  return `${stdout}${stderr}`
    .replaceAll(gateway.address, WRITTEN_ADDRESS)
    .replaceAll(gateway.receiverPort, WRITTEN_RECEIVER_PORT);
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
