import { type Command } from 'commander';
import { type Knex } from 'knex';
import { readYamlFile } from '../input/read-yaml-file.js';
import { refusalOfUrlHere } from '../input/refusal-of-url.js';
import { documented } from '../output/documented.js';
import { refused } from '../output/refused.js';
import { visible } from '../output/visible.js';
import { auditName, changeSeveral, rehearse } from '../session/change-as-operator.js';
import { type Session } from '../session/session.js';
import { type Applied, applyChanges } from './apply-changes.js';
import { checkApplyFile, ID_KEYS } from './apply-document.js';
import { type Change } from './applying.js';

/** `pop apply`: makes an account and all that belongs to it as a file says. */
export function registerApply(parent: Command, session: Session): void {
  documented(parent.command('apply <FILE>'), {
    what: 'Make an account with its config, users, permissions and positions as a JSON or YAML file says.',
    more: [
      'All of it or nothing; applying a file twice changes nothing. What the file does not name stays as it is, but grants',
      'are all permissions of that user on the account. Passwords are not in it: see pop credential add.',
      '',
      '  account: { account_id: 20000001, name: Acme Ltd, disabled: false }',
      '  config:',
      '    url: https://partner.example/done/[___APP_ID___]',
      '    auth: { env: ACME_AUTH }         from this environment variable',
      '    not_headers: null                takes it out',
      '  users:',
      '    - { name: acme, kind: partner, grants: partner }',
      '    - { name: tools, kind: internal, active: true, grants: { account-member: [read] } }',
      '  positions:',
      '    - 1                              assigned to the account',
      '    - position_id: 7                 stored and assigned, as in a position file',
      '      aname: Team Leader',
      '      languages: [eng]',
    ].join('\n'),
    examples: ['pop apply acme.yaml --diff', 'ACME_AUTH="$(cat secret)" pop apply acme.yaml'],
    json:
      '{"account_id", "applied", "changes": [{"action", "what", "name", "before", "after"}], "warnings"?: [{"key", "detail"}]},\n' +
      'action is add, change or remove; secrets are masked; faults of the file as errors, each with line and column',
  })
    .option('--diff', 'show what would change, and change nothing')
    .action((file: string, { diff = false }: { diff?: boolean }) => apply(session, file, { diff }));
}

async function apply(session: Session, file: string, { diff }: { diff: boolean }): Promise<void> {
  const { value, place } = await readYamlFile(session, file, ID_KEYS);
  const checked = checkApplyFile(value, session.env);
  if ('faults' in checked) throw refused(`${file} is not a valid file to apply:`, place(checked.faults));
  const { document } = checked;
  const refusalOfUrl = await refusalOfUrlHere(session);
  const { randomBytes } = session;
  const work = async (trx: Knex.Transaction): Promise<Applied> => {
    const applied = await applyChanges({
      trx,
      document,
      now: session.now(),
      userName: auditName(session),
      randomBytes,
      refusalOfUrl,
    });
    if (applied.faults.length > 0) throw refused(`${file} can't be applied:`, place(applied.faults));
    return applied;
  };
  const { changes, warnings } = diff ? await rehearse(session, work) : await changeSeveral(session, work);
  for (const { key, detail } of warnings) session.warn(`${key}: ${detail}.`);
  const shown = changes.map(({ audited: _, ...change }) => change);
  const result = { account_id: document.accountId, applied: !diff, changes: shown };
  session.print({ ...result, ...(warnings.length > 0 && { warnings }) }, () => asText(changes, { diff }));
  for (const { what, action, name } of changes) {
    if (what === 'user' && action === 'add' && !diff) {
      session.note(`Note: ${name} has no credential yet; pop credential add ${JSON.stringify(name)} makes one.`);
    }
  }
}

const SIGNS = { add: '+', change: '~', remove: '-' };

function asText(changes: Change[], { diff }: { diff: boolean }): string {
  if (changes.length === 0) return diff ? 'Nothing would change.' : 'Nothing changed.';
  const count = changes.length === 1 ? '1 change' : `${changes.length} changes`;
  return [...changes.map(asLine), diff ? `${count}, not applied.` : `Applied ${count}.`].join('\n');
}

function asLine({ action, what, name, before, after }: Change): string {
  const values = [before, after].filter((value) => value !== null).map(visible);
  // Of a changed secret both are the same mask.
  const words = action === 'change' && before === after ? `${after} (another one)` : values.join(' -> ');
  return `${SIGNS[action]} ${what} ${name}: ${words}`;
}
