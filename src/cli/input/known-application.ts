import { type Knex } from 'knex';
import { findApplication, type StoredApplication } from '../../../db/applications/applications.js';
import { isStorableId } from '../../../engine/entity-id.js';
import { refused } from '../output/refused.js';

/** The application of that id; refuses one that there is not. */
export async function knownApplication(db: Knex, applicationId: string): Promise<StoredApplication> {
  const found = isStorableId(applicationId) ? await findApplication(db, applicationId) : undefined;
  if (found) return found;
  throw refused(`There is no application ${applicationId}.`);
}
