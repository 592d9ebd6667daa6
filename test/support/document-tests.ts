import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '../../src/document/openapi.js';
import { type DocumentedGateway } from './documented-gateway.js';
import { type DocumentStep, documentSteps } from './document-steps.js';
import { assertShown } from './shown-answer.js';

/** The password that the documents sign in with. */
export const DEMO_PASSWORD = 'demo-pass';

const WRITTEN_ADDRESS = '127.0.0.1:8080';
const WRITTEN_RECEIVER_PORT = '8090';
// This is generous, because some steps start Node several times.
const STEP_TIMEOUT_MS = 90_000;

/** Blocks that are not run. The set-up of the test replaces them, or they would run this very test. */
const SET_UP = new Set([
  `npm ci && DEMO_PASSWORD=${DEMO_PASSWORD} npm start`,
  'npm ci && npm test',
  `DEMO_PASSWORD=${DEMO_PASSWORD} NOTIFY_ALLOW_CIDRS=127.0.0.0/8 npm start`,
  'npm install standardwebhooks',
]);

interface Options {
  /** The folder in which the steps are done. */
  folderOf(gateway: DocumentedGateway): string;
}

/**
 * Defines a test for each step of a document. The steps run in the order of the document. A gateway of the test takes
 * the place of the demo that the document tells to start. Variables of one block exist in the next, as in one shell.
 */
export function testDocument(name: string, gatewayOf: () => DocumentedGateway, { folderOf }: Options): void {
  for (const step of documentSteps(readFileSync(join(packageRoot(), name), 'utf8'))) {
    if (SET_UP.has(step.text.trim())) continue;
    const title = step.kind === 'write' ? `writes ${step.file}` : step.text.trim().split('\n')[0]!;
    it(`is true from line ${step.line}: ${title}`, async function () {
      this.timeout(STEP_TIMEOUT_MS + 5_000);
      const gateway = gatewayOf();
      const folder = folderOf(gateway);
      if (step.kind === 'write') return writeFileSync(join(folder, step.file!), here(step.text, gateway));
      const printed = await run(step, folder, gateway);
      if (step.answer) assertShown(step.answer, printed);
    });
  }
}

const here = (text: string, { address, receiverPort }: DocumentedGateway): string =>
  text.replaceAll(WRITTEN_ADDRESS, address).replaceAll(WRITTEN_RECEIVER_PORT, receiverPort);

async function run({ text }: DocumentStep, cwd: string, gateway: DocumentedGateway): Promise<string> {
  const kept = join(gateway.folder, 'shell-variables');
  const script = `[ ! -e "$KEPT" ] || . "$KEPT"\nset -ea\n${here(text, gateway)}\nexport -p > "$KEPT"\n`;
  const { stdout, stderr } = await promisify(execFile)('sh', ['-c', script], {
    cwd,
    timeout: STEP_TIMEOUT_MS,
    env: { PATH: gateway.path, HOME: gateway.folder, DATABASE_URL: gateway.databaseUrl, KEPT: kept },
  });
  return `${stdout}${stderr}`
    .replaceAll(gateway.address, WRITTEN_ADDRESS)
    .replaceAll(gateway.receiverPort, WRITTEN_RECEIVER_PORT);
}
