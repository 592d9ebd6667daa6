import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sqlite } from '../../../support/databases.js';
import { cliOn } from '../cli-on.js';

// Each shell loads the script and completes the last of the words that it is given. It prints one offer a line.
const SHELLS = [
  {
    shell: 'bash',
    options: ['--norc'],
    driver: `
      source "$1"; shift
      COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
      complete -p pop >/dev/null && _pop
      printf '%s\\n' "\${COMPREPLY[@]}"`,
  },
  {
    shell: 'zsh',
    options: ['-f'],
    // These functions of its completion system need a terminal.
    driver: `
      compdef() { }
      compset() { cur=\${cur#*=} }
      _describe() { for item in "\${(@P)2}"; do [[ $item != $cur* ]] || print -r -- $item; done }
      _files() { print -rl -- $cur*(N) }
      _message() { }
      source "$1"; shift
      words=("$@") CURRENT=$#
      _pop`,
  },
];

for (const { shell, options, driver } of SHELLS) {
  describe(`pop completion ${shell}`, function () {
    let folder: string;
    let script: string;

    before(async function () {
      if (!isInstalled(shell)) {
        assert.notEqual(process.env.CI, 'true', `${shell} is not installed`);
        this.skip();
      }
      const { url, close } = await sqlite.create({ empty: true });
      folder = await mkdtemp(join(tmpdir(), 'pop-completion-'));
      script = join(folder, 'pop');
      const printed = await cliOn(url)(['completion', shell, '--json']);
      await close();
      const made = printed.json<{ shell: string; script: string }>();
      assert.equal(made.shell, shell);
      await writeFile(script, `${made.script}\n`);
      for (const name of ['a position.yaml', 'b.json']) await writeFile(join(folder, name), '');
    });
    after(() => rm(folder, { recursive: true, force: true }));

    /** Returns what the shell offers for the last word, without what it says about it. */
    const complete = (...words: string[]): string[] => {
      const args = [...options, '-c', driver, shell, script, 'pop', ...words];
      const out = execFileSync(shell, args, { cwd: folder, encoding: 'utf8' });
      return out.split('\n').flatMap((line) => (line === '' ? [] : (line.split(':')[0] ?? '')));
    };

    const cases: { name: string; words: string[]; offers: string[] }[] = [
      { name: 'commands by their beginning', words: ['a'], offers: ['account', 'application', 'apply', 'audit'] },
      { name: 'commands of a group', words: ['credential', ''], offers: ['add', 'list', 'revoke', 'help'] },
      { name: 'commands of a group in a group', words: ['notifications', 'secret', 'a'], offers: ['add'] },
      { name: 'commands after an option', words: ['user', '--json', 'dis'], offers: ['disable'] },
      { name: 'options', words: ['user', 'create', 'acme', '--k'], offers: ['--kind'] },
      { name: 'options of the program', words: ['--v'], offers: ['--version'] },
      { name: 'values of an option', words: ['user', 'create', 'acme', '--kind', ''], offers: ['partner', 'internal'] },
      { name: 'nothing for a free value', words: ['audit', '--operation', 'u'], offers: [] },
      { name: 'an argument that is a choice', words: ['grant', 'acme', '10000001', 'acc'], offers: ['account-member'] },
      {
        name: 'an argument that is repeated',
        words: ['grant', 'a', '1', 'partner-std', 'read', 'w'],
        offers: ['write'],
      },
      { name: 'nothing for a free argument', words: ['grant', 'partner'], offers: [] },
      { name: 'an argument after an option', words: ['completion', '--json', 'z'], offers: ['zsh'] },
      { name: 'files where a file is meant', words: ['position', 'import', 'a'], offers: ['a position.yaml'] },
      { name: 'commands to get help on', words: ['help', 'no'], offers: ['notifications', 'notifier'] },
      { name: 'no command of another group', words: ['user', 'imp'], offers: [] },
      { name: 'no command as the argument of a command', words: ['user', 'disable', 'list', ''], offers: [] },
    ];
    for (const { name, words, offers } of cases) {
      it(`offers ${name}`, () => assert.deepEqual(complete(...words).sort(), [...offers].sort()));
    }

    it('offers values after an equals sign', () => {
      // bash makes three words of it.
      const words = shell === 'bash' ? ['--state', '=', 'ref'] : ['--state=ref'];
      assert.deepEqual(complete('invitations', 'list', ...words), ['refused']);
    });
  });
}

function isInstalled(program: string): boolean {
  try {
    execFileSync(program, ['-c', 'true']);
    return true;
  } catch {
    return false;
  }
}

describe('pop completion', () => {
  it('refuses another shell, and names those that it knows', async () => {
    const { url, close } = await sqlite.create({ empty: true });
    const { code, err } = await cliOn(url)(['completion', 'fish']);
    await close();
    assert.equal(code, 2);
    assert.match(err, /Allowed choices are bash, zsh/);
  });
});
