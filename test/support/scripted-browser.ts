import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const PDF = '%PDF-1.4 %%EOF';
const LOADED = { method: 'Page.lifecycleEvent', params: { name: 'load', loaderId: '3' } };

/** A program in the place of a browser, for what a real one does not do when a test asks it to. */
export interface ScriptedBrowser {
  /** What it does when it starts, in JavaScript. It may use `folder` and `start(program, ...args)`. */
  atStart?: string;
  /** What it does instead of printing. It may also use `print(pdf)`, `say(text)` and `id`. */
  toPrint?: string;
}

/** Writes the program into the folder and returns its path. It answers what we send to a browser that prints. */
export async function scriptedBrowser(folder: string, { atStart = '', toPrint }: ScriptedBrowser): Promise<string> {
  const path = join(folder, 'program');
  const text = `#!/usr/bin/env node
const { spawn } = require('node:child_process');
const { createReadStream, createWriteStream, existsSync } = require('node:fs');
const start = (program, ...args) => spawn(program, args, { stdio: 'ignore' });
const folder = process.argv.at(-1).replace('--user-data-dir=', '');
${atStart}
const commands = createReadStream('', { fd: 3 });
const replies = createWriteStream('', { fd: 4 });
const say = (text) => replies.write(text + '\\0');
const answers = {
  'Target.createTarget': { targetId: '1' },
  'Target.attachToTarget': { sessionId: '2' },
  'Page.navigate': { frameId: '1', loaderId: '3' },
};
let pending = '';
commands.setEncoding('utf8').on('data', (text) => {
  const messages = (pending + text).split('\\0');
  pending = messages.pop();
  for (const { id, method } of messages.map((message) => JSON.parse(message))) {
    const print = (pdf) => say(JSON.stringify({ id, result: { data: Buffer.from(pdf).toString('base64') } }));
    if (method === 'Page.printToPDF') {
      ${toPrint ?? `print('${PDF}')`};
    } else {
      say(JSON.stringify({ id, result: answers[method] ?? {} }));
      if (/navigate|setDocumentContent/.test(method)) say(${JSON.stringify(JSON.stringify(LOADED))});
    }
  }
});
`;
  await writeFile(path, text);
  await chmod(path, 0o755);
  return path;
}
