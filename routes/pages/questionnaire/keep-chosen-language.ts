import { type Response } from 'express';
import { keepLanguage } from '../../../db/applications/keep-language.js';
import { type CandidateParts } from './candidate-parts.js';
import { type Visit } from './view/find-visit.js';

/**
 * Keeps the language that the address of a visit names, for the next visit and for other devices. The pages work while
 * nothing can be written: what is not kept now is kept the next time.
 */
export async function keepChosenLanguage(
  res: Response,
  { link, languageId, application }: Visit,
  { db, log, requestIdOf }: CandidateParts,
): Promise<void> {
  if (link.languageId !== languageId || application.keptLanguageId === languageId) return;
  try {
    await keepLanguage(db, application.applicationId, languageId);
  } catch (error) {
    log.error({ err: error, request_id: requestIdOf(res) }, 'language not kept');
  }
}
