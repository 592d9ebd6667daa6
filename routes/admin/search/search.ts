import { type Knex } from 'knex';
import { listAudit } from '../../../db/accounts/list-audit.js';
import { pageAccounts } from '../../../db/accounts/page-accounts.js';
import { pageUsers } from '../../../db/accounts/page-users.js';
import { newestApplications } from '../../../db/applications/lists/newest-applications.js';
import { candidateEmail } from '../../../engine/application/candidate-email.js';
import { type Input, type Schema } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';
import { searchById } from './search-by-id.js';
import { foundApplication } from './found-application.js';

const AT_MOST = 20;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Finds things by what is known of them: an id, an e-mail address, a request id, or the beginning of a name. */
export async function search(
  { q }: Input<'adminSearch'>,
  { db, now }: AdminOn<'user'>,
): Promise<Outcome<'adminSearch'>> {
  const text = q.trim();
  if (text === '') return { items: [] };
  if (/^[0-9]+$/.test(text)) return { items: await searchById(db, text, now) };
  if (text.includes('@')) return { items: await byAddress(db, text, now) };
  return { items: UUID.test(text) ? await byRequest(db, text) : await byName(db, text) };
}

async function byAddress(db: Knex, text: string, now: number): Promise<Schema<'SearchResult'>[]> {
  const email = candidateEmail([], text);
  if (email === undefined) return [];
  const { applications } = await newestApplications(db, { filter: { email }, limit: AT_MOST, now });
  return applications.map(foundApplication);
}

async function byRequest(db: Knex, requestId: string): Promise<Schema<'SearchResult'>[]> {
  const entries = await listAudit(db, { requestId, limit: AT_MOST });
  return entries.reverse().map(({ entryId, userName, operation, object }) => ({
    kind: 'request',
    id: entryId,
    title: `${userName}: ${operation} ${object}`,
  }));
}

async function byName(db: Knex, beginning: string): Promise<Schema<'SearchResult'>[]> {
  const accounts = await pageAccounts(db, { beginning }, { limit: AT_MOST });
  const users = await pageUsers(db, { beginning, limit: AT_MOST });
  // Each kind gets half, or what the other leaves.
  const half = AT_MOST / 2;
  const foundAccounts = accounts.slice(0, Math.max(half, AT_MOST - users.length));
  const foundUsers = users.slice(0, AT_MOST - foundAccounts.length);
  return [
    ...foundAccounts.map(
      ({ account: { accountId, name } }) =>
        ({ kind: 'account', id: accountId, title: name, account_id: accountId }) as const,
    ),
    ...foundUsers.map(({ userId, name }) => ({ kind: 'user', id: userId, title: name }) as const),
  ];
}
