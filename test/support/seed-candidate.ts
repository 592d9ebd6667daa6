import { type Knex } from 'knex';
import { type ApplicationOptions, type Seed, type TestPartner } from './seed.js';

export interface TestCandidate {
  applicationId: string;
  /** The token that leads to the questionnaire of the application. */
  appLink: string;
}

/** Creates an application of the owner, with the token that leads to its questionnaire. */
export async function seedCandidate(
  { db, seed }: { db: Knex; seed: Seed },
  owner: TestPartner,
  more: ApplicationOptions = {},
): Promise<TestCandidate> {
  const applicationId = await seed.application(owner, more);
  const row = (await db('applications').where({ id: applicationId }).first('app_token')) as { app_token: string };
  return { applicationId, appLink: row.app_token };
}
