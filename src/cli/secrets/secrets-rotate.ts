import { type Command } from 'commander';
import { secretBoxOf } from '../../../db/connection/sealed-columns.js';
import { missingSecretsKey } from '../../../db/missing-secrets-key.js';
import { resealAll } from '../../../db/reseal-secrets.js';
import { changeAsOperator } from '../session/change-as-operator.js';
import { documented } from '../output/documented.js';
import { inWords } from '../output/in-words.js';
import { refused } from '../output/refused.js';
import { type Session } from '../session/session.js';

/** `pop secrets rotate`: stores all secrets anew, encrypted with the first key. */
export function registerSecretsRotate(parent: Command, session: Session): void {
  documented(parent.command('rotate'), {
    what: 'Encrypt all secrets in the database with the first key of SECRETS_KEY.',
    more:
      'The other keys are not needed any more once no process has one of them in the first place. With clear in the\n' +
      'first place all secrets are decrypted. The command may be stopped and run again at any time.',
    examples: ['SECRETS_KEY=$NEW,$OLD pop secrets rotate', 'SECRETS_KEY=clear,$OLD pop secrets rotate'],
    json: '{"key", "configs", "config_versions", "signing_secrets", "replies"}, key is the id of the key, or null for clear',
  }).action(() => rotate(session));
}

async function rotate(session: Session): Promise<void> {
  const db = await session.db({ statements: 'large' });
  const { keyIds, sealsWith } = secretBoxOf(db);
  if (keyIds.length === 0) throw refused('SECRETS_KEY is not set.');
  const missingKey = await inWords(() => missingSecretsKey(db, ['reply']));
  if (missingKey !== undefined) throw refused(missingKey);
  const { config, configVersion, signingSecrets, reply } = await inWords(() => resealAll(db, session.now()));
  const words = `configs ${config}, versions of them ${configVersion}, lists of signing secrets ${signingSecrets}, replies to orders ${reply}`;
  const how = sealsWith === undefined ? 'in clear' : `encrypted with the key ${sealsWith}`;
  const audited = { operation: 'secrets rotate', object: `${words}: ${how}` };
  await changeAsOperator(session, audited, () => Promise.resolve());
  const result = {
    key: sealsWith ?? null,
    configs: config,
    config_versions: configVersion,
    signing_secrets: signingSecrets,
    replies: reply,
  };
  session.print(result, () => `Stored anew: ${words}. All of them are ${how}.`);
}
