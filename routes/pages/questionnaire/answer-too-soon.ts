import { type Response } from 'express';
import { statePage } from '../state-page.js';
import { type CandidateParts } from './candidate-parts.js';
import { hrefOf } from './view/candidate-link.js';
import { type Visit } from './view/find-visit.js';

/** Answers a form that comes too soon after very many others of the same link. `wait` is in seconds. */
export function answerTooSoon(
  res: Response,
  { link, languageId, identity }: Visit,
  { assets, wait }: Pick<CandidateParts, 'assets'> & { wait: number },
): void {
  const page = statePage('unavailable', { languageId, assets, identity, retryHref: hrefOf(link) });
  res.status(429).set('Retry-After', String(wait)).type('html').send(page);
}
