import { type Command } from 'commander';
import { listCredentials, revokeCredential } from '../../../db/accounts/credentials.js';
import { isStorableId } from '../../../engine/entity-id.js';
import { normalForm } from '../../../engine/sign-in/normal-form.js';
import { changeAsOperator } from '../session/change-as-operator.js';
import { documented } from '../output/documented.js';
import { iso } from '../output/iso.js';
import { idArgument } from '../input/id-argument.js';
import { knownUser } from '../input/known.js';
import { refused } from '../output/refused.js';
import { type Session } from '../session/session.js';

/** `pop credential revoke`: revokes a credential for good, from the next request on. */
export function registerCredentialRevoke(parent: Command, session: Session): void {
  documented(parent.command('revoke').argument('<USER>', 'name of the user', normalForm), {
    what: 'Revoke one credential of a user permanently, from the next request on.',
    examples: ['pop credential list acme', 'pop credential revoke acme 17'],
    json: '{"credential_id", "user"}',
  })
    .argument('<ID>', 'id of the credential', idArgument)
    .action(async (userName: string, credentialId: string) => {
      const object = `credential ${credentialId} of user ${userName}`;
      await changeAsOperator(session, { operation: 'credential revoke', object }, async (trx) => {
        const { userId } = await knownUser(trx, userName);
        const scope = { userId, credentialId, now: session.now() };
        const revoked = isStorableId(credentialId) && (await revokeCredential(trx, scope));
        if (revoked) return;
        const known = (await listCredentials(trx, userId)).find((one) => one.credentialId === credentialId);
        if (!known)
          throw refused(`${userName} has no credential ${credentialId}; see pop credential list ${userName}.`);
        throw refused(`Credential ${credentialId} of ${userName} is revoked since ${iso(known.revokedAt)}.`);
      });
      session.print(
        { credential_id: credentialId, user: userName },
        () => `Revoked credential ${credentialId} of ${userName}.`,
      );
    });
}
