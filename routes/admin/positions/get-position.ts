import { type Knex } from 'knex';
import { countOrderers } from '../../../db/positions/all-positions.js';
import { listVersions } from '../../../db/positions/stored-positions.js';
import { Refusal } from '../../../engine/refusal.js';
import { textIn } from '../../../engine/position/texts.js';
import { type Input } from '../../documented.js';
import { presentInstant } from '../../notifications/present-notification.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';
import { knownPosition } from './known-position.js';

/** The newest versions are named; the others can still be asked for. */
const MAX_VERSIONS = 100;

/** Gets a position at its newest or another version: what it holds, and what else there is of it. */
export async function getPosition(
  { position_id: positionId, version }: Input<'adminGetPosition'>,
  { db }: AdminOn<'user'>,
): Promise<Outcome<'adminGetPosition'>> {
  return readPosition(db, positionId, version);
}

/** Reads a position in the form of the console. Refuses what is not there. */
export async function readPosition(
  db: Knex,
  positionId: string,
  version?: number,
): Promise<Outcome<'adminGetPosition'>> {
  const found = await knownPosition(db, positionId, version);
  if (found instanceof Refusal) return found;
  const { stored, content } = found;
  const { languages, questionnaire, reducers, traits, superTraits, customFields } = content;
  const versions = await listVersions(db, positionId, { limit: MAX_VERSIONS });
  const orderers = await countOrderers(db, [positionId]);
  return {
    position_id: positionId,
    aname: content.aname,
    report_name: content.reportName,
    version: found.version,
    newest_version: stored.version,
    updated: presentInstant(stored.updatedAt),
    retired: stored.retiredAt === undefined ? null : presentInstant(stored.retiredAt),
    accounts: orderers.get(positionId) ?? 0,
    versions: versions.map(({ version: number, createdAt }) => ({
      version: number,
      created: presentInstant(createdAt),
    })),
    languages,
    questions: questionnaire.questions.length,
    pages: Math.ceil(questionnaire.questions.length / questionnaire.questionsPerPage),
    traits: traits.length + superTraits.length,
    reducers: reducers.map(({ name, type, caption }) => ({ name, type, caption: textIn(caption, ...languages) })),
    custom_fields: customFields.map(({ aname, caption, mandatory, partner, applicant, type }) => ({
      aname,
      caption: textIn(caption, ...languages),
      mandatory,
      partner,
      applicant,
      type: type?.kind ?? 'text',
    })),
  };
}
