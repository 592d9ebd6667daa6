import { type Knex } from 'knex';
import { findApplication, type StoredApplication } from '../../../db/applications/applications.js';
import { isStorableId } from '../../../engine/entity-id.js';
import { refused } from '../output/refused.js';

/** Finds the application of that id. Refuses an unknown id. */
export async function knownApplication(db: Knex, applicationId: string): Promise<StoredApplication> {
  const found = isStorableId(applicationId) ? await findApplication(db, applicationId) : undefined;
  if (found) return found;
  throw refused(`There is no application ${applicationId}.`);
}
