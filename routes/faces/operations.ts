import type { operations } from '../../openapi.js';
import { cancelApplication } from '../applications/cancel-application.js';
import { completeApplication } from '../applications/complete-application.js';
import { createApplication, type CreatedApplication } from '../applications/ordering/create-application.js';
import { extendApplication } from '../applications/extend-application.js';
import { getAccountConfig } from '../accounts/get-account-config.js';
import { getApplication } from '../applications/get-application.js';
import { getLinks } from '../applications/get-links.js';
import { getNotificationReplay } from '../notifications/get-notification-replay.js';
import { getQuestionnaire } from '../questionnaires/get-questionnaire.js';
import { getScore } from '../questionnaires/get-score.js';
import { listApplicationNotifications } from '../notifications/list-application-notifications.js';
import { listNotifications } from '../notifications/list-notifications.js';
import { listPositions } from '../positions/list-positions.js';
import { listApplications } from '../applications/list-applications.js';
import { pauseNotifications } from '../notifications/pause-notifications.js';
import { type ReplayView } from '../notifications/present-replay.js';
import { replayNotification } from '../notifications/replay-notification.js';
import { startNotificationReplay } from '../notifications/start-notification-replay.js';
import { resendInvitation } from '../applications/resend-invitation.js';
import { type Resource } from './resource-face.js';
import { resumeNotifications } from '../notifications/resume-notifications.js';
import { sendTestNotification } from '../notifications/send-test-notification.js';
import { setAccountConfig } from '../accounts/set-account-config.js';
import { submitAnswers } from '../questionnaires/submit-answers.js';
import { whoami } from '../accounts/whoami.js';

/** Operations of the document that are no operations on data: the command face and what needs no user. */
export type PlainOperationId =
  'command' | 'livez' | 'readyz' | 'metrics' | 'openapiYaml' | 'openapiJson' | 'docs' | 'docsPage';

/** Every operation of the resource face by its operationId; the compiler names one that the document has and this lacks. */
export const RESOURCES = {
  whoami: { run: whoami },
  listPositions: { run: listPositions },
  createApplication: {
    run: createApplication,
    status: 201,
    location: (answer, input) =>
      `/v1/accounts/${input.account_id as string}/assessments/${(answer as CreatedApplication).application_id}`,
  },
  listApplications: { run: listApplications, nextPage: byCursor },
  getApplication: { run: getApplication },
  getLinks: { run: getLinks },
  getScore: { run: getScore },
  cancelApplication: { run: cancelApplication },
  extendApplication: { run: extendApplication },
  resendInvitation: { run: resendInvitation, status: 202 },
  completeApplication: { run: completeApplication },
  getQuestionnaire: { run: getQuestionnaire },
  submitAnswers: { run: submitAnswers },
  listApplicationNotifications: { run: listApplicationNotifications },
  replayNotification: { run: replayNotification },
  listNotifications: { run: listNotifications, nextPage: byCursor },
  startNotificationReplay: {
    run: startNotificationReplay,
    status: 202,
    location: (answer, input) =>
      `/v1/accounts/${input.account_id as string}/notification-replays/${(answer as ReplayView).replay_id}`,
  },
  getNotificationReplay: { run: getNotificationReplay },
  pauseNotifications: { run: pauseNotifications },
  resumeNotifications: { run: resumeNotifications },
  sendTestNotification: { run: sendTestNotification },
  getAccountConfig: { run: getAccountConfig },
  setAccountConfig: { run: setAccountConfig },
} satisfies Record<Exclude<keyof operations, PlainOperationId>, Resource>;

function byCursor(answer: { next_cursor?: string }): Record<string, string> | undefined {
  return answer.next_cursor === undefined ? undefined : { cursor: answer.next_cursor };
}
