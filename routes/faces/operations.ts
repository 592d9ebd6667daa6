import { cancelApplication } from '../applications/cancel-application.js';
import { completeApplication } from '../applications/complete-application.js';
import { extendApplication } from '../applications/extend-application.js';
import { getApplication } from '../applications/get-application.js';
import { getLinks } from '../applications/get-links.js';
import { listApplications } from '../applications/list-applications.js';
import { createApplication } from '../applications/ordering/create-application.js';
import { resendInvitation } from '../applications/resend-invitation.js';
import { getAccountConfig } from '../accounts/get-account-config.js';
import { setAccountConfig } from '../accounts/set-account-config.js';
import { whoami } from '../accounts/whoami.js';
import { type Reply, type Input, type Named, type OperationId } from '../documented.js';
import { changeIdentity } from '../identity/change-identity.js';
import { deleteIdentity } from '../identity/delete-identity.js';
import { deleteLogo } from '../identity/delete-logo.js';
import { getIdentity } from '../identity/get-identity.js';
import { previewIdentity } from '../identity/preview-identity.js';
import { setIdentity } from '../identity/set-identity.js';
import { setLogo } from '../identity/set-logo.js';
import { getNotificationReplay } from '../notifications/get-notification-replay.js';
import { listApplicationNotifications } from '../notifications/list-application-notifications.js';
import { listNotifications } from '../notifications/list-notifications.js';
import { pauseNotifications } from '../notifications/pause-notifications.js';
import { replayNotification } from '../notifications/replay-notification.js';
import { resumeNotifications } from '../notifications/resume-notifications.js';
import { sendTestNotification } from '../notifications/send-test-notification.js';
import { startNotificationReplay } from '../notifications/start-notification-replay.js';
import { eraseApplication } from '../privacy/erase-application.js';
import { erasePerson } from '../privacy/erase-person.js';
import { eraseTests } from '../privacy/erase-tests.js';
import { exportPerson } from '../privacy/export-person.js';
import { getPrivacy } from '../privacy/get-privacy.js';
import { setPrivacy } from '../privacy/set-privacy.js';
import { getPosition } from '../positions/get-position.js';
import { listPositions } from '../positions/list-positions.js';
import { getQuestionnaire } from '../questionnaires/get-questionnaire.js';
import { getScore } from '../questionnaires/get-score.js';
import { submitAnswers } from '../questionnaires/submit-answers.js';
import { type EntityId } from '../../engine/entity-id.js';
import { type AnyRow } from './perform.js';

/** What the resource face adds to the answer of an operation. The operation itself need not know it. */
interface Address<Id extends OperationId> {
  /** The path of the created object, for the Location header. */
  location?(answer: Reply<Id>, input: Named): string;
  /** The query parameters of the next page, for the Link header (RFC 8288). */
  nextPage?(answer: Reply<Id>): Record<string, string> | undefined;
}

type DocumentedRow<Id extends OperationId> = AnyRow<Input<Id>, Reply<Id>> & Address<Id>;

const IDENTITY = { needs: 'configure', on: 'account', internalOnly: 'the identity' } as const;

/**
 * Every operation of the document by its operationId, with the permission that it needs. The compiler reports an
 * operation of the document that is missing here, and a row without `needs`.
 */
export const OPERATIONS = {
  whoami: { needs: 'nothing', on: 'user', run: whoami },
  listPositions: { needs: 'read', on: 'accounts', run: listPositions },
  getPosition: { needs: 'read', on: 'account', run: getPosition },
  createApplication: {
    needs: 'add',
    on: 'account',
    run: createApplication,
    auditedAs: ({ position_id: positionId }) => `position ${positionId}`,
    location: (answer, { account_id: accountId }) =>
      `/v1/accounts/${accountId}/assessments/${answer.application_id as string}`,
  },
  listApplications: { needs: 'read', on: 'account', run: listApplications, nextPage: byCursor },
  getApplication: { needs: 'read', on: 'application', run: getApplication },
  getLinks: { needs: 'read', on: 'application', run: getLinks },
  getScore: { needs: 'read', on: 'application', run: getScore },
  cancelApplication: { needs: 'write', on: 'application', run: cancelApplication, auditedAs: theApplication },
  extendApplication: { needs: 'write', on: 'application', run: extendApplication, auditedAs: theApplication },
  resendInvitation: { needs: 'write', on: 'application', run: resendInvitation, auditedAs: theApplication },
  completeApplication: {
    needs: 'write',
    on: 'application',
    internalOnly: 'completing',
    run: completeApplication,
    auditedAs: theApplication,
  },
  getQuestionnaire: { needs: 'read', on: 'questionnaire', run: getQuestionnaire },
  submitAnswers: { needs: 'write', on: 'questionnaire', run: submitAnswers, auditedAs: theApplication },
  listApplicationNotifications: { needs: 'read', on: 'application', run: listApplicationNotifications },
  replayNotification: { needs: 'write', on: 'application', run: replayNotification, auditedAs: theApplication },
  listNotifications: { needs: 'read', on: 'account', run: listNotifications, nextPage: byCursor },
  startNotificationReplay: {
    needs: 'write',
    on: 'account',
    run: startNotificationReplay,
    auditedAs: ({ account_id: accountId, state, since, until }) => {
      const period = [since && `since ${since}`, until && `until ${until}`].filter(Boolean);
      return [`account ${accountId}: ${state ?? 'undelivered'}`, ...period].join(', ');
    },
    location: (answer, { account_id: accountId }) =>
      `/v1/accounts/${accountId}/notification-replays/${answer.replay_id as string}`,
  },
  getNotificationReplay: { needs: 'read', on: 'account', run: getNotificationReplay },
  pauseNotifications: { needs: 'write', on: 'account', run: pauseNotifications, auditedAs: theAccount },
  resumeNotifications: { needs: 'write', on: 'account', run: resumeNotifications, auditedAs: theAccount },
  sendTestNotification: { needs: 'write', on: 'account', run: sendTestNotification, auditedAs: theAccount },
  getAccountConfig: { needs: 'configure', on: 'account', internalOnly: 'the config', run: getAccountConfig },
  setAccountConfig: {
    needs: 'configure',
    on: 'account',
    internalOnly: 'the config',
    run: setAccountConfig,
    auditedAs: theAccount,
  },
  getIdentity: { ...IDENTITY, run: getIdentity },
  setIdentity: { ...IDENTITY, run: setIdentity, auditedAs: theAccount },
  changeIdentity: { ...IDENTITY, run: changeIdentity, auditedAs: theAccount },
  deleteIdentity: { ...IDENTITY, run: deleteIdentity, auditedAs: theAccount },
  setLogo: { ...IDENTITY, run: setLogo, auditedAs: theAccount },
  deleteLogo: { ...IDENTITY, run: deleteLogo, auditedAs: theAccount },
  previewIdentity: { ...IDENTITY, run: previewIdentity },
  getPrivacy: { needs: 'read', on: 'account', run: getPrivacy },
  setPrivacy: { needs: 'erase', on: 'account', run: setPrivacy, auditedAs: theAccount },
  exportPerson: { needs: 'read', on: 'account', run: exportPerson },
  erasePerson: { needs: 'erase', on: 'account', run: erasePerson, auditedAs: theAccount },
  eraseTests: { needs: 'erase', on: 'account', run: eraseTests, auditedAs: theAccount },
  eraseApplication: { needs: 'erase', on: 'application', run: eraseApplication, auditedAs: theApplication },
} satisfies { [Id in OperationId]: DocumentedRow<Id> };

function theAccount({ account_id: accountId }: Named): string {
  return `account ${accountId}`;
}

function theApplication(_input: Named, applicationId?: EntityId): string {
  return applicationId === undefined ? 'unknown application' : `application ${applicationId}`;
}

function byCursor({ next_cursor: cursor }: { next_cursor?: unknown }): Record<string, string> | undefined {
  return cursor === undefined ? undefined : { cursor: cursor as string };
}
