import { type Knex } from 'knex';
import { findApplicationByToken, type StoredApplication } from '../db/applications/applications.js';
import { findPositionContent } from '../db/positions/positions.js';
import { isLinkToken } from '../engine/application/links.js';
import { type PositionContent } from '../engine/position/position.js';

/** An application with its position as it is now. */
export interface FoundQuestionnaire {
  application: StoredApplication;
  content: PositionContent;
  /** Of the position. */
  version: number;
}

/** The questionnaire that a candidate's link leads to, in whatever state; undefined for a token nobody was given. */
export async function findQuestionnaire(db: Knex, appToken: string): Promise<FoundQuestionnaire | undefined> {
  const application = isLinkToken(appToken) ? await findApplicationByToken(db, 'app', appToken) : undefined;
  const position = application && (await findPositionContent(db, application.positionId));
  return position && { application, ...position };
}
