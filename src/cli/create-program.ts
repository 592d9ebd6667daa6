import { Command } from 'commander';
import { registerAccountCreate } from './account/account-create.js';
import { registerAccountDisable } from './account/account-disable.js';
import { registerAccountList } from './account/account-list.js';
import { registerAccountRename } from './account/account-rename.js';
import { registerAccountShow } from './account/account-show.js';
import { registerApplicationCancel } from './application/application-cancel.js';
import { registerApplicationExtend } from './application/application-extend.js';
import { registerApplicationList } from './application/application-list.js';
import { registerApplicationShow } from './application/application-show.js';
import { registerApply } from './apply/apply.js';
import { registerAudit } from './audit/audit.js';
import { registerCompletion } from './completion/completion.js';
import { registerConfigGet } from './config/config-get.js';
import { registerConfigSet } from './config/config-set.js';
import { registerConfigUnset } from './config/config-unset.js';
import { registerConsoleGrant } from './console/console-grant.js';
import { registerCredentialAdd } from './access/credential-add.js';
import { registerCredentialList } from './access/credential-list.js';
import { registerCredentialRevoke } from './access/credential-revoke.js';
import { registerDatabaseCopy } from './database/database-copy.js';
import { registerDemo } from './database/demo.js';
import { registerDoctor } from './doctor/doctor.js';
import { registerGrant } from './access/grant.js';
import { registerInvitationsList } from './invitations/invitations-list.js';
import { registerInvitationsResend } from './invitations/invitations-resend.js';
import { registerInvitationsShow } from './invitations/invitations-show.js';
import { registerMigrate } from './database/migrate.js';
import { registerNotificationsList } from './notifications/notifications-list.js';
import { registerNotificationsPause } from './notifications/notifications-pause.js';
import { registerNotificationsReplay } from './notifications/notifications-replay.js';
import { registerNotificationsSecret } from './notifications/notifications-secret.js';
import { registerNotificationsShow } from './notifications/notifications-show.js';
import { registerNotificationsTest } from './notifications/notifications-test.js';
import { registerNotifier } from './database/notifier.js';
import { registerApplicationErase } from './application/application-erase.js';
import { registerIdentityDelete } from './identity/identity-delete.js';
import { registerIdentityPreview } from './identity/identity-preview.js';
import { registerIdentitySet } from './identity/identity-set.js';
import { registerIdentityShow } from './identity/identity-show.js';
import { registerPrivacyErase } from './privacy/privacy-erase.js';
import { registerPrivacyEraseTests } from './privacy/privacy-erase-tests.js';
import { registerPrivacyExport } from './privacy/privacy-export.js';
import { registerPrivacySet } from './privacy/privacy-set.js';
import { registerPrivacyShow } from './privacy/privacy-show.js';
import { registerPositionAssign } from './position/position-assign.js';
import { registerPositionExport } from './position/position-export.js';
import { registerPositionImport } from './position/position-import.js';
import { registerPositionList } from './position/position-list.js';
import { registerPositionRetire } from './position/position-retire.js';
import { registerPositionSchema } from './position/position-schema.js';
import { registerPositionUnassign } from './position/position-unassign.js';
import { registerRevoke } from './access/revoke.js';
import { packageVersion } from '../package-version.js';
import { registerSecretsRotate } from './secrets/secrets-rotate.js';
import { type Session } from './session/session.js';
import { registerUserActive } from './access/user-active.js';
import { registerUserCreate } from './access/user-create.js';
import { registerUserDelete } from './access/user-delete.js';
import { registerUserList } from './access/user-list.js';
import { registerUserRename } from './access/user-rename.js';

type Register = (parent: Command, session: Session) => void;

const GROUPS: Record<string, { what: string; commands: Register[] }> = {
  user: {
    what: 'Who may sign in.',
    commands: [registerUserCreate, registerUserList, registerUserActive, registerUserRename, registerUserDelete],
  },
  credential: {
    what: 'Passwords of a user; several may be valid at once.',
    commands: [registerCredentialAdd, registerCredentialList, registerCredentialRevoke],
  },
  console: { what: 'Who may use the console, and as what.', commands: [registerConsoleGrant] },
  account: {
    what: 'Partner accounts.',
    commands: [
      registerAccountCreate,
      registerAccountList,
      registerAccountShow,
      registerAccountRename,
      registerAccountDisable,
    ],
  },
  config: { what: 'Config of an account.', commands: [registerConfigGet, registerConfigSet, registerConfigUnset] },
  position: {
    what: 'What can be ordered, and by which account.',
    commands: [
      registerPositionImport,
      registerPositionExport,
      registerPositionList,
      registerPositionAssign,
      registerPositionUnassign,
      registerPositionRetire,
      registerPositionSchema,
    ],
  },
  application: {
    what: 'What was ordered: one assessment of one candidate each.',
    commands: [
      registerApplicationList,
      registerApplicationShow,
      registerApplicationCancel,
      registerApplicationExtend,
      registerApplicationErase,
    ],
  },
  notifications: {
    what: 'What partners are told when an application is completed.',
    commands: [
      registerNotificationsList,
      registerNotificationsShow,
      registerNotificationsReplay,
      registerNotificationsPause,
      registerNotificationsTest,
      registerNotificationsSecret,
    ],
  },
  identity: {
    what: 'How an account shows itself to candidates and readers of reports.',
    commands: [registerIdentityShow, registerIdentitySet, registerIdentityPreview, registerIdentityDelete],
  },
  privacy: {
    what: 'What candidates are told about their data, and how it is exported and erased.',
    commands: [
      registerPrivacyShow,
      registerPrivacySet,
      registerPrivacyExport,
      registerPrivacyErase,
      registerPrivacyEraseTests,
    ],
  },
  secrets: { what: 'How secrets are stored in the database.', commands: [registerSecretsRotate] },
  invitations: {
    what: 'Mails and text messages that invite candidates.',
    commands: [registerInvitationsList, registerInvitationsShow, registerInvitationsResend],
  },
  database: { what: 'The whole database.', commands: [registerDatabaseCopy] },
};

const SINGLE: Register[] = [
  registerGrant,
  registerRevoke,
  registerApply,
  registerAudit,
  registerDoctor,
  registerNotifier,
  registerDemo,
  registerCompletion,
];

const AFTER = `
Examples:
  pop migrate
  pop account create "Acme Ltd"
  pop user create acme --kind partner
  pop credential add acme --label server
  pop grant acme 10000001 --partner

The database is that of DATABASE_URL, as for the gateway itself.
Exit codes: 0 done, 1 refused or failed, 2 wrong usage.`;

/**
 * Makes the whole command line. Wrong usage throws a `CommanderError`. A refusal by a command throws a `RefusalError`.
 */
export function createProgram(session: Session): Command {
  const program = new Command('pop')
    .description('Administration of the partner gateway.')
    .version(packageVersion(), '-V, --version', 'print the version of this program')
    // A command may have a --version of its own.
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: session.write,
      // A script gets only the one JSON object that the caller writes.
      writeErr: session.json ? () => {} : session.writeError,
      getErrHasColors: () => false,
      getOutHasColors: () => false,
    })
    .addHelpText('after', AFTER);
  registerMigrate(program, session);
  for (const [name, { what, commands }] of Object.entries(GROUPS)) {
    const group = program.command(name).description(what);
    for (const register of commands) register(group, session);
  }
  for (const register of SINGLE) register(program, session);
  return program;
}
