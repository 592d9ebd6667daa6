import { type Command } from 'commander';

/** Gives a command its one line of description, `--json`, examples, and the shape of its JSON. */
export function documented(
  command: Command,
  { what, more, examples, json }: { what: string; more?: string; examples: string[]; json: string },
): Command {
  const help = ['', 'Examples:', ...examples.map((example) => `  ${example}`), '', `With --json: ${json}`];
  return command
    .summary(what)
    .description(more === undefined ? what : `${what}\n${more}`)
    .option('--json', 'print one JSON object, errors too')
    .addHelpText('after', help.join('\n'));
}
