import { type Knex } from 'knex';
import { type ApplicationStatus, applicationStatus } from '../../engine/application/application-status.js';

/** The statuses of these applications at the instant `now`, by id. Unknown ids are left out. */
export async function applicationStatuses(
  db: Knex,
  applicationIds: string[],
  now: number,
): Promise<Map<string, ApplicationStatus>> {
  const rows = await db('applications').whereIn('id', applicationIds).select('id', 'state', 'expires_ms');
  return new Map(rows.map((row) => [row.id, applicationStatus({ state: row.state, expiresAt: row.expires_ms }, now)]));
}
