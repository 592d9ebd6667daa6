import { type Command, Argument } from 'commander';
import { documented } from '../output/documented.js';
import { type Session } from '../session/session.js';
import { bashCompletion } from './bash-completion.js';
import { completionTable } from './completion-table.js';
import { zshCompletion } from './zsh-completion.js';

const SHELLS = { bash: bashCompletion, zsh: zshCompletion };

/** `pop completion`: prints a script with which a shell completes the commands of the program. */
export function registerCompletion(program: Command, session: Session): void {
  documented(program.command('completion'), {
    what: 'Print a script with which bash or zsh completes commands, options and their values.',
    more: [
      'It completes the command pop. Where there is none, make it a function: pop() { node /opt/pop/dist/src/cli.js "$@"; }',
      'For zsh, ~/.zsh/completions stands for a folder of $fpath, which is set before compinit. After an update of the',
      'program print the script again.',
    ].join('\n'),
    examples: [
      'pop completion bash > ~/.local/share/bash-completion/completions/pop',
      'pop completion zsh > ~/.zsh/completions/_pop',
      'source <(pop completion bash)',
    ],
    json: '{"shell", "script"}',
  })
    .addArgument(new Argument('<SHELL>').choices(Object.keys(SHELLS)))
    .action((shell: keyof typeof SHELLS) => {
      const script = SHELLS[shell](completionTable(program), program.name());
      session.print({ shell, script }, () => script);
    });
}
