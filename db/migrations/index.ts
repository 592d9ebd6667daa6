import { type Knex } from 'knex';
import { type Dialect } from '../connection/dialect.js';
import * as users from './0001-users.js';
import * as accounts from './0002-accounts.js';
import * as positions from './0003-positions.js';
import * as applications from './0004-applications.js';
import * as idempotencyKeys from './0005-idempotency-keys.js';
import * as auditLog from './0006-audit-log.js';
import * as notifications from './0007-notifications.js';
import * as notificationReplays from './0008-notification-replays.js';
import * as positionVersions from './0009-position-versions.js';
import * as answers from './0010-answers.js';
import * as kindsOfNotification from './0011-kinds-of-notification.js';
import * as undoForOperators from './0012-undo-for-operators.js';
import * as datesOfSecrets from './0013-dates-of-secrets.js';
import * as references from './0014-references.js';
import * as listFilters from './0015-list-filters.js';
import * as quotas from './0016-quotas.js';
import * as console from './0017-console.js';
import * as accountConfigVersions from './0018-account-config-versions.js';
import * as minutes from './0019-minutes.js';
import * as consoleLists from './0020-console-lists.js';
import * as accountPrivacy from './0021-account-privacy.js';
import * as erasedApplications from './0022-erased-applications.js';
import * as turns from './0023-turns.js';
import * as requestIds from './0024-request-ids.js';
import * as candidateActivity from './0025-candidate-activity.js';
import * as accountIdentities from './0026-account-identities.js';
import * as positionTurns from './0027-position-turns.js';
import * as keptLanguages from './0028-kept-languages.js';
import * as auditByOperation from './0029-audit-by-operation.js';
import * as reminders from './0030-reminders.js';
import * as invitedAddresses from './0031-invited-addresses.js';
import * as replayedNotifications from './0032-replayed-notifications.js';
import * as lastTests from './0034-last-tests.js';
import * as notifiers from './0035-notifiers.js';

export interface Migration {
  name: string;
  /**
   * The migration that a program must know to work with the schema from here on: this one, or an earlier one with which
   * programs stopped using what goes. Without it the migration is additive (decision 0029).
   */
  needs?: string;
  up(trx: Knex, dialect: Dialect): Promise<void>;
}

/** All migrations in the order in which they run. A migration that has landed is never edited: add the next number. */
export const migrations: readonly Migration[] = [
  { name: '0001-users', up: users.up },
  { name: '0002-accounts', up: accounts.up },
  { name: '0003-positions', up: positions.up },
  { name: '0004-applications', up: applications.up },
  { name: '0005-idempotency-keys', up: idempotencyKeys.up },
  { name: '0006-audit-log', up: auditLog.up },
  { name: '0007-notifications', up: notifications.up },
  { name: '0008-notification-replays', up: notificationReplays.up },
  { name: '0009-position-versions', up: positionVersions.up },
  { name: '0010-answers', up: answers.up },
  { name: '0011-kinds-of-notification', up: kindsOfNotification.up },
  { name: '0012-undo-for-operators', up: undoForOperators.up },
  { name: '0013-dates-of-secrets', up: datesOfSecrets.up },
  { name: '0014-references', up: references.up },
  { name: '0015-list-filters', up: listFilters.up },
  { name: '0016-quotas', up: quotas.up },
  { name: '0017-console', up: console.up },
  { name: '0018-account-config-versions', up: accountConfigVersions.up },
  { name: '0019-minutes', up: minutes.up },
  { name: '0020-console-lists', up: consoleLists.up },
  { name: '0021-account-privacy', up: accountPrivacy.up },
  { name: '0022-erased-applications', up: erasedApplications.up },
  { name: '0023-turns', up: turns.up },
  { name: '0024-request-ids', up: requestIds.up },
  { name: '0025-candidate-activity', up: candidateActivity.up },
  { name: '0026-account-identities', up: accountIdentities.up },
  { name: '0027-position-turns', up: positionTurns.up },
  { name: '0028-kept-languages', up: keptLanguages.up },
  { name: '0029-audit-by-operation', up: auditByOperation.up },
  { name: '0030-reminders', up: reminders.up },
  { name: '0031-invited-addresses', up: invitedAddresses.up },
  { name: '0032-replayed-notifications', up: replayedNotifications.up },
  { name: '0034-last-tests', up: lastTests.up },
  { name: '0035-notifiers', up: notifiers.up },
];
