import { type Command } from 'commander';
import { documented } from '../output/documented.js';
import { refused } from '../output/refused.js';
import { table } from '../output/table.js';
import { type Session } from '../session/session.js';
import { examine } from './examine.js';
import { type Line } from './run-checks.js';

/** `pop doctor`: checks the installation and says what to do. */
export function registerDoctor(parent: Command, session: Session): void {
  documented(parent.command('doctor'), {
    what: 'Check the installation and say what to do. It writes nothing.',
    more:
      'Run it with the environment of the gateway, while that runs or not. A line says ok, warn or fail, the name of the\n' +
      'check, what was found and what to do. The exit code is 1 if a check failed.',
    examples: ['pop doctor', 'pop doctor --json'],
    json: '{"status", "checks": [{"name", "status", "found", "todo"}]}; status is ok, warn or fail, todo may be null',
  }).action(async () => {
    const lines = await examine(session);
    const failed = lines.filter(({ status }) => status === 'fail');
    const status = failed.length > 0 ? 'fail' : lines.some((line) => line.status === 'warn') ? 'warn' : 'ok';
    const checks = lines.map((line) => ({ ...line, todo: line.todo ?? null }));
    session.print({ status, checks }, () => asText(lines));
    if (failed.length > 0) throw refused(`Failed: ${failed.map(({ name }) => name).join(', ')}.`);
  });
}

function asText(lines: readonly Line[]): string {
  const cells = lines.map(({ status, name, found, todo }) => [
    status,
    name,
    todo === undefined ? found : `${found} → ${todo}`,
  ]);
  return table(['', 'CHECK', 'FOUND'], cells, '');
}
