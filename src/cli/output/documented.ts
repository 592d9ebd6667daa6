import { type Command } from 'commander';

/** Gives a command its one line of description, `--json`, and below: more to know, examples, the shape of its JSON. */
export function documented(
  command: Command,
  { what, more, examples, json }: { what: string; more?: string; examples: string[]; json: string },
): Command {
  // Not in the description, which is broken into lines anew.
  const notes = more === undefined ? [] : ['', more];
  const help = [...notes, '', 'Examples:', ...examples.map((example) => `  ${example}`), '', `With --json: ${json}`];
  return command
    .description(what)
    .option('--json', 'print one JSON object, errors too')
    .addHelpText('after', help.join('\n'));
}
