import { type Knex } from 'knex';
import { findAccount } from '../../../db/accounts/accounts.js';
import { newestApplications } from '../../../db/applications/lists/newest-applications.js';
import { findNotificationById } from '../../../db/notifications/list-notifications.js';
import { findPositionContent } from '../../../db/positions/positions.js';
import { isStorableId, parseEntityId } from '../../../engine/entity-id.js';
import { type Schema } from '../../documented.js';
import { foundApplication } from './found-application.js';

/** What has that id: an application, an account, a notification, a position, or several of them. */
export async function searchById(db: Knex, digits: string, now: number): Promise<Schema<'SearchResult'>[]> {
  const id = parseEntityId(digits.replace(/^0+(?=[0-9])/, ''));
  if (id === undefined || !isStorableId(id)) return [];
  const start = { dateSub: '', applicationId: id };
  const { applications } = await newestApplications(db, { filter: {}, start, limit: 1, now });
  const application = applications.find((one) => one.applicationId === id);
  const account = await findAccount(db, id);
  const notification = await findNotificationById(db, id);
  const position = await findPositionContent(db, id);
  return [
    ...(application ? [foundApplication(application)] : []),
    ...(account ? [{ kind: 'account', id, title: account.name, account_id: id } as const] : []),
    ...(notification
      ? [
          {
            kind: 'notification',
            id,
            title: `application ${notification.applicationId}`,
            account_id: notification.accountId,
          } as const,
        ]
      : []),
    ...(position ? [{ kind: 'position', id, title: position.content.aname } as const] : []),
  ];
}
