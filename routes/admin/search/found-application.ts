import { type NewestApplication } from '../../../db/applications/lists/newest-applications.js';
import { type Schema } from '../../documented.js';

/** An application as the search shows it: the position and the account, without anything about the candidate. */
export function foundApplication({
  applicationId,
  accountId,
  accountName,
  positionName,
}: NewestApplication): Schema<'SearchResult'> {
  return {
    kind: 'application',
    id: applicationId,
    title: `${positionName}, ${accountName}`,
    account_id: accountId,
  };
}
