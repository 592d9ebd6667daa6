import { type Command } from 'commander';

/**
 * Refuses a secret that somebody wrote behind the arguments of the command, in words and without repeating it. `-` is
 * allowed there, for those who want to say that it comes from standard input.
 */
export function secretNotArgument(command: Command, what: string): Command {
  const expected = command.registeredArguments.length;
  return command.allowExcessArguments().hook('preAction', (_program, { args }) => {
    const more = args.slice(expected);
    if (more.length === 0 || (more.length === 1 && more[0] === '-')) return;
    command.error(
      `error: the ${what} cannot be an argument, because others can see arguments in process lists and shell histories: ` +
        'give it by standard input',
    );
  });
}
