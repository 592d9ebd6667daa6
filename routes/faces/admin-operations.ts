import { type AdminOperationId, type Input, type Named, type Reply } from '../documented.js';
import { type EntityId } from '../../engine/entity-id.js';
import { type Subjects } from '../operation.js';
import { pauseNotifications } from '../notifications/pause-notifications.js';
import { resumeNotifications } from '../notifications/resume-notifications.js';
import { type AdminOperation } from '../admin/admin-operation.js';
import { cancelApplication } from '../applications/cancel-application.js';
import { extendApplication } from '../applications/extend-application.js';
import { resendInvitation } from '../applications/resend-invitation.js';
import { getApplication } from '../admin/applications/get-application.js';
import { listApplications } from '../admin/applications/list-applications.js';
import { checkReplay } from '../admin/notifications/check-replay.js';
import { getNotification } from '../admin/notifications/get-notification.js';
import { getReplay } from '../admin/notifications/get-replay.js';
import { listNotifications } from '../admin/notifications/list-notifications.js';
import { listReplays } from '../admin/notifications/list-replays.js';
import { replayNotification } from '../admin/notifications/replay-notification.js';
import { startReplay } from '../admin/notifications/start-replay.js';
import { createPartnerUser } from '../admin/access/create-partner-user.js';
import { getAccess } from '../admin/access/get-access.js';
import { addSigningSecret } from '../admin/signing-secrets/add-signing-secret.js';
import { listSigningSecrets } from '../admin/signing-secrets/list-signing-secrets.js';
import { removeSigningSecret } from '../admin/signing-secrets/remove-signing-secret.js';
import { addCredential } from '../admin/users/add-credential.js';
import { changeCredential } from '../admin/users/change-credential.js';
import { changeUser } from '../admin/users/change-user.js';
import { createUser } from '../admin/users/create-user.js';
import { getUser } from '../admin/users/get-user.js';
import { listCredentials } from '../admin/users/list-credentials.js';
import { listUsers } from '../admin/users/list-users.js';
import { revokeCredential } from '../admin/users/revoke-credential.js';
import { setConsoleRole } from '../admin/users/set-console-role.js';
import { changeAccount } from '../admin/accounts/change-account.js';
import { createAccount } from '../admin/accounts/create-account.js';
import { getAccount } from '../admin/accounts/get-account.js';
import { listAccounts } from '../admin/accounts/list-accounts.js';
import { setAccess } from '../admin/access/set-access.js';
import { listAudit } from '../admin/audit/list-audit.js';
import { assignPosition } from '../admin/positions/assign-position.js';
import { changePosition } from '../admin/positions/change-position.js';
import { checkPosition } from '../admin/positions/check-position.js';
import { exportPosition } from '../admin/positions/export-position.js';
import { getPosition } from '../admin/positions/get-position.js';
import { importPosition } from '../admin/positions/import-position.js';
import { listPositions } from '../admin/positions/list-positions.js';
import { previewPosition } from '../admin/positions/preview-position.js';
import { unassignPosition } from '../admin/positions/unassign-position.js';
import { search } from '../admin/search/search.js';
import { getFigures } from '../admin/overview/get-figures.js';
import { getOverview } from '../admin/overview/get-overview.js';
import { checkConfig } from '../admin/config/check-config.js';
import { getConfig } from '../admin/config/get-config.js';
import { getConfigVersion } from '../admin/config/get-config-version.js';
import { listConfigVersions } from '../admin/config/list-config-versions.js';
import { putConfig } from '../admin/config/put-config.js';
import { restoreConfig } from '../admin/config/restore-config.js';
import { showConfigSecret } from '../admin/config/show-config-secret.js';
import { testConfig } from '../admin/config/test-config.js';
import { changeOwnPassword } from '../admin/session/change-own-password.js';
import { confirmPassword } from '../admin/session/confirm-password.js';
import { endSession } from '../admin/session/end-session.js';
import { endSessions } from '../admin/session/end-sessions.js';
import { getSession } from '../admin/session/get-session.js';
import { listSessions } from '../admin/session/list-sessions.js';
import { signOut } from '../admin/session/sign-out.js';

/** What an operation of the console can be about. With `user`, the operator alone, it finds its objects itself. */
type AdminSubject = Extract<keyof Subjects, 'user' | 'account' | 'application'>;

interface RowOn<Given, Answered, Subject extends AdminSubject> {
  on: Subject;
  run: AdminOperation<Given, Subject, Answered>;
  /** As in `OPERATIONS`: names the object for the audit log, of an operation that changes something. */
  auditedAs?(input: Given & Named, applicationId?: EntityId): string;
  /** The password must have been typed in the last ten minutes. */
  confirmed?: true;
  /** The answer has a secret or is about the session, and no browser may keep it. */
  secret?: true;
  /** The browser forgets the session. */
  endsSession?: true;
}

interface Address<Answered> {
  /** The version of what is answered, for its ETag. By default that is a hash of the answer. */
  version?(answer: Answered): number;
  /** The path of the created object, for the Location header. */
  location?(answer: Answered, input: Named): string;
}

type DocumentedRow<Id extends AdminOperationId> = {
  [Subject in AdminSubject]: RowOn<Input<Id>, Reply<Id>, Subject> & Address<Reply<Id>>;
}[AdminSubject];

/** Any row, for the face. */
export type AnyAdminRow = {
  [Subject in AdminSubject]: RowOn<never, object, Subject> & Address<never>;
}[AdminSubject];

/**
 * Every operation of the console by its operationId. The compiler reports an operation of the document that is missing
 * here. Who may use it is said in the document (`x-console-role`).
 */
export const ADMIN = {
  adminGetSession: { on: 'user', run: getSession, secret: true },
  adminSignOut: { on: 'user', run: signOut, auditedAs: () => 'own session', secret: true, endsSession: true },
  adminConfirmPassword: { on: 'user', run: confirmPassword, auditedAs: () => 'own session', secret: true },
  adminChangeOwnPassword: { on: 'user', run: changeOwnPassword, auditedAs: () => 'own password', secret: true },
  adminListSessions: { on: 'user', run: listSessions, secret: true },
  adminEndSessions: { on: 'user', run: endSessions, auditedAs: ({ user }) => `user ${user}` },
  adminEndSession: { on: 'user', run: endSession, auditedAs: ({ session_id: id }) => `session ${id}` },
  adminListPositions: { on: 'user', run: listPositions },
  adminImportPosition: { on: 'user', run: importPosition, auditedAs: () => 'position file' },
  adminCheckPosition: { on: 'user', run: checkPosition },
  adminGetPosition: { on: 'user', run: getPosition },
  adminChangePosition: { on: 'user', run: changePosition, auditedAs: thePosition },
  adminExportPosition: { on: 'user', run: exportPosition },
  adminPreviewPosition: { on: 'user', run: previewPosition },
  adminAssignPosition: { on: 'account', run: assignPosition, auditedAs: theAssignment },
  adminUnassignPosition: { on: 'account', run: unassignPosition, auditedAs: theAssignment },
  adminSearch: { on: 'user', run: search },
  adminListAudit: { on: 'user', run: listAudit },
  adminGetOverview: { on: 'user', run: getOverview },
  adminGetFigures: { on: 'user', run: getFigures },
  adminSetAccess: {
    on: 'account',
    run: setAccess,
    auditedAs: ({ account_id: account, user_id: user }) => `account ${account} user ${user}`,
    version: ({ version }) => version as number,
  },
  adminGetAccess: { on: 'account', run: getAccess },
  adminCreatePartnerUser: {
    on: 'account',
    run: createPartnerUser,
    auditedAs: ({ account_id: id, name }) => `account ${id} user ${name}`,
    confirmed: true,
    secret: true,
    location: ({ user_id: id }) => `/v1/admin/users/${id as string}`,
  },
  adminListSigningSecrets: { on: 'account', run: listSigningSecrets },
  adminAddSigningSecret: {
    on: 'account',
    run: addSigningSecret,
    auditedAs: ({ account_id: id }) => `account ${id}`,
    confirmed: true,
    secret: true,
  },
  adminRemoveSigningSecret: {
    on: 'account',
    run: removeSigningSecret,
    auditedAs: ({ account_id: id, fingerprint }) => `account ${id} ${fingerprint}`,
    confirmed: true,
  },
  adminListUsers: { on: 'user', run: listUsers },
  adminCreateUser: {
    on: 'user',
    run: createUser,
    auditedAs: ({ name }) => `user ${name}`,
    location: ({ user_id: id }) => `/v1/admin/users/${id as string}`,
  },
  adminGetUser: { on: 'user', run: getUser },
  adminChangeUser: { on: 'user', run: changeUser, auditedAs: theUser },
  adminSetConsoleRole: { on: 'user', run: setConsoleRole, auditedAs: theUser, confirmed: true },
  adminListCredentials: { on: 'user', run: listCredentials },
  adminAddCredential: { on: 'user', run: addCredential, auditedAs: theUser, confirmed: true, secret: true },
  adminChangeCredential: { on: 'user', run: changeCredential, auditedAs: theCredential, confirmed: true },
  adminRevokeCredential: { on: 'user', run: revokeCredential, auditedAs: theCredential, confirmed: true },
  adminListAccounts: { on: 'user', run: listAccounts },
  adminCreateAccount: {
    on: 'user',
    run: createAccount,
    auditedAs: () => 'new account',
    location: ({ account_id: id }) => `/v1/admin/accounts/${id as string}`,
  },
  adminGetAccount: { on: 'account', run: getAccount },
  adminChangeAccount: { on: 'account', run: changeAccount, auditedAs: theAccount },
  adminPauseNotifications: { on: 'account', run: pauseNotifications, auditedAs: theAccount },
  adminResumeNotifications: { on: 'account', run: resumeNotifications, auditedAs: theAccount },
  adminListNotifications: { on: 'user', run: listNotifications },
  adminGetNotification: { on: 'user', run: getNotification },
  adminReplayNotification: {
    on: 'user',
    run: replayNotification,
    auditedAs: ({ notification_id: id }) => `notification ${id}`,
  },
  adminListReplays: { on: 'user', run: listReplays },
  adminGetReplay: { on: 'user', run: getReplay },
  adminCheckReplay: { on: 'user', run: checkReplay },
  adminStartReplay: {
    on: 'user',
    run: startReplay,
    auditedAs: ({ filter }) => filterInWords(filter),
    location: ({ replay_id: id }) => `/v1/admin/notification-replays/${id as string}`,
  },
  adminListApplications: { on: 'user', run: listApplications },
  adminGetApplication: { on: 'application', run: getApplication },
  adminCancelApplication: { on: 'application', run: cancelApplication, auditedAs: theApplication },
  adminExtendApplication: { on: 'application', run: extendApplication, auditedAs: theApplication },
  adminResendInvitation: { on: 'application', run: resendInvitation, auditedAs: theApplication },
  adminGetConfig: { on: 'account', run: getConfig, version: configVersion },
  adminPutConfig: { on: 'account', run: putConfig, auditedAs: theAccount, version: configVersion },
  adminCheckConfig: { on: 'account', run: checkConfig, secret: true },
  adminShowConfigSecret: { on: 'account', run: showConfigSecret, auditedAs: theAccount, confirmed: true, secret: true },
  adminListConfigVersions: { on: 'account', run: listConfigVersions },
  adminGetConfigVersion: { on: 'account', run: getConfigVersion },
  adminRestoreConfig: { on: 'account', run: restoreConfig, auditedAs: theAccount, version: configVersion },
  adminTestNotification: { on: 'account', run: testConfig, auditedAs: theAccount, secret: true },
} satisfies { [Id in AdminOperationId]: DocumentedRow<Id> };

function thePosition({ position_id: id }: { position_id: string }): string {
  return `position ${id}`;
}

function theAssignment({ position_id: id, account_id: accountId }: Named & { position_id: string }): string {
  return `position ${id} account ${accountId}`;
}

function theApplication(_input: Named, applicationId?: EntityId): string {
  return applicationId === undefined ? 'unknown application' : `application ${applicationId}`;
}

function filterInWords(filter: Input<'adminStartReplay'>['filter']): string {
  const words = Object.entries(filter).map(([name, value]) => `${name} ${value}`);
  return words.length === 0 ? 'no filter' : words.join(', ');
}

function theAccount({ account_id: accountId }: Named): string {
  return `account ${accountId}`;
}

function configVersion({ version }: Reply<'adminGetConfig'>): number {
  return version as number;
}

function theUser({ user_id: id }: { user_id: string }): string {
  return `user ${id}`;
}

function theCredential({ user_id: id, credential_id: credential }: { user_id: string; credential_id: string }): string {
  return `credential ${credential} of user ${id}`;
}
