import { type Argument, type Command, type Option } from 'commander';

/** What the shell may offer: words, each with what it means, or names of files, or nothing. */
export type Offer = { words: { word: string; what: string }[] } | 'file' | 'any';

/**
 * What can stand at each place of the command line. A key is a command with what was typed of it: `pop user` (its
 * commands), `pop user create -` (its options), `pop user create --kind` (the values of an option), `pop apply 1` (the
 * first argument), `pop grant *` (an argument that may be repeated).
 */
export type CompletionTable = Map<string, Offer>;

/** Makes the table of a program. Hidden commands and options are left out. */
export function completionTable(program: Command): CompletionTable {
  const table: CompletionTable = new Map();
  addCommand(table, program, program.name());
  return table;
}

function addCommand(table: CompletionTable, command: Command, key: string): void {
  const help = command.createHelp();
  const commands = help.visibleCommands(command);
  const words = commands.map((one) => ({ word: one.name(), what: one.description() }));
  if (words.length > 0) table.set(key, { words });
  const options = help.visibleOptions(command);
  const flags = options.flatMap((option) => flagsOf(option).map((word) => ({ word, what: option.description })));
  if (flags.length > 0) table.set(`${key} -`, { words: flags });
  for (const option of options.filter(({ required, optional }) => required || optional)) {
    for (const flag of flagsOf(option)) table.set(`${key} ${flag}`, offerOf(option));
  }
  for (const [index, argument] of command.registeredArguments.entries()) {
    table.set(`${key} ${argument.variadic ? '*' : index + 1}`, offerOf(argument));
  }
  for (const one of commands) {
    const below = `${key} ${one.name()}`;
    // commander adds this command, and its argument is one of the others.
    if (one.name() === 'help') table.set(`${below} 1`, { words: words.filter(({ word }) => word !== 'help') });
    else addCommand(table, one, below);
  }
}

const flagsOf = ({ short, long }: Option): string[] => [short, long].filter((flag) => flag !== undefined);

function offerOf(value: Option | Argument): Offer {
  const { argChoices } = value;
  if (argChoices) return { words: argChoices.map((word) => ({ word, what: '' })) };
  return /\bFILE\b/.test('flags' in value ? value.flags : value.name()) ? 'file' : 'any';
}
