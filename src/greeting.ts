import { type Config } from './config/config.js';
import { type InvitationConfig } from './config/invitation-config.js';
import { invitationsGoTo } from './config/invitations-go-to.js';
import { type DemoAccess, OPERATOR } from './demo/demo.js';
import { type PreparedDemo } from './demo/prepare-demo.js';

export interface Started extends PreparedDemo {
  publicUrl: string;
  /** The database without its password. */
  database: string;
  /** Whether nobody can sign in yet, because there is no user. */
  empty: boolean;
  config: Pick<Config, 'demo' | 'demoPassword' | 'reachable' | 'secretKeys'> & InvitationConfig;
}

/** Gives the first steps in lines, for the person who started the gateway. */
export function greeting({ publicUrl, database, filled, changed, exposed, empty, config }: Started): string[] {
  const lines = [`The partner gateway listens at ${publicUrl} and documents itself at ${publicUrl}/docs/`];
  const invitations = invitationsGoTo(config);
  if (invitations !== undefined) lines.push(invitations);
  if (changed.length > 0) lines.push(`The password of ${changed.join(', ')} is now the value of DEMO_PASSWORD`);
  if (exposed.length > 0) lines.push(exposedWords(exposed));
  if (config.demoPassword !== undefined && !config.demo) lines.push(NO_DEMO);
  if (config.reachable && !config.secretKeys.seals) lines.push(SECRETS_IN_CLEAR);
  if (empty) lines.push(`Warning: the database ${database} has no users, so nobody can sign in. ${FIRST_USER}`);
  return filled ? [...lines, ...tryIt(publicUrl, filled)] : lines;
}

const exposedWords = (names: string[]): string =>
  `Warning: ${names.join(', ')} of the demo can sign in, and others than this machine can reach the gateway. ` +
  'Disable them (pop user disable NAME), or set DEMO=1 if that is meant';

const NO_DEMO =
  'Warning: DEMO_PASSWORD has no effect. The demo is only in the database of the default DATABASE_URL on loopback, or of DEMO=1';

const SECRETS_IN_CLEAR =
  "Warning: without SECRETS_KEY the database has accounts' secrets and links to candidates in clear " +
  '(docs/operations.md, Encryption of secrets)';

const FIRST_USER = 'If it is the right one, create an account and a user with pop (README, Administration)';

function tryIt(publicUrl: string, { userNames, password, generated }: DemoAccess): string[] {
  // A password that somebody chose is never printed: curl asks for it.
  const user = generated ? `demo-partner:${password}` : 'demo-partner';
  const body = `{"command":"application_get","partner_api":true}`;
  return [
    ...(generated ? [`Demo users ${userNames.join(', ')}, password ${password} (shown this once)`] : []),
    `Console for operators: ${publicUrl}/console as ${OPERATOR}, with the password of the demo`,
    'Try it:',
    `curl -u ${user} -H 'Content-Type: application/json' -d '${body}' ${publicUrl}/api/1.0`,
  ];
}
