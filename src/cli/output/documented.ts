import { type Command } from 'commander';

/**
 * Gives a command its description of one line and `--json`. The help below has notes, examples and the shape of its
 * JSON.
 */
export function documented(
  command: Command,
  { what, more, examples, json }: { what: string; more?: string; examples: string[]; json: string },
): Command {
  // The notes are not in the description, because commander breaks its lines again.
  const notes = more === undefined ? [] : ['', more];
  const help = [...notes, '', 'Examples:', ...examples.map((example) => `  ${example}`), '', `With --json: ${json}`];
  return command
    .description(what)
    .option('--json', 'print one JSON object, errors too')
    .addHelpText('after', help.join('\n'));
}
