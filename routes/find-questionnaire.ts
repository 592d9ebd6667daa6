import { type Knex } from 'knex';
import { findApplicationByToken, type StoredApplication } from '../db/applications/applications.js';
import { findPositionContent } from '../db/positions/positions.js';
import { isLinkToken } from '../engine/application/links.js';
import { type PositionContent } from '../engine/position/position.js';

/** An application with the current version of its position. */
export interface FoundQuestionnaire {
  application: StoredApplication;
  content: PositionContent;
  /** The version of the position. */
  version: number;
}

/** Finds the questionnaire of a candidate's link, in any state. Gives undefined for a token that does not exist. */
export async function findQuestionnaire(db: Knex, appToken: string): Promise<FoundQuestionnaire | undefined> {
  const application = isLinkToken(appToken) ? await findApplicationByToken(db, 'app', appToken) : undefined;
  const position = application && (await findPositionContent(db, application.positionId));
  return position && { application, ...position };
}
