import { type Command } from 'commander';
import { listCredentials } from '../../../db/accounts/credentials.js';
import { credentialState } from '../../../engine/sign-in/credential-state.js';
import { normalForm } from '../../../engine/sign-in/normal-form.js';
import { documented } from '../output/documented.js';
import { iso } from '../output/iso.js';
import { knownUser } from '../input/known.js';
import { type Session } from '../session/session.js';
import { table } from '../output/table.js';

/** `pop credential list`: a user's credentials, oldest first. */
export function registerCredentialList(parent: Command, session: Session): void {
  documented(parent.command('list').argument('<USER>', 'name of the user', normalForm), {
    what: "List a user's credentials, revoked and expired ones too.",
    examples: ['pop credential list acme'],
    json:
      '{"user", "credentials": [{"credential_id", "label", "purpose", "state", "created", "last_used", "expires", "revoked"}]},\n' +
      'state is active, expired or revoked',
  }).action(async (userName: string) => {
    const db = await session.db();
    const { userId } = await knownUser(db, userName);
    const credentials = (await listCredentials(db, userId)).map((credential) => ({
      credential_id: credential.credentialId,
      label: credential.label,
      purpose: credential.purpose,
      state: credentialState(credential, session.now()),
      created: iso(credential.createdAt),
      last_used: iso(credential.lastUsedAt),
      expires: iso(credential.expiresAt),
      revoked: iso(credential.revokedAt),
    }));
    session.print({ user: userName, credentials }, () =>
      table(
        ['ID', 'LABEL', 'FOR', 'STATE', 'CREATED', 'LAST USED', 'EXPIRES', 'REVOKED'],
        credentials.map((credential) => Object.values(credential).map((value) => value ?? '-')),
        `${userName} has no credentials; pop credential add makes one.`,
      ),
    );
  });
}
