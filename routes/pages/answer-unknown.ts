import { type Request, type Response } from 'express';
import { type CandidateLink, hrefOf } from './questionnaire/view/candidate-link.js';
import { type Visit } from './questionnaire/view/find-visit.js';
import { type PageAssets } from './page-assets.js';
import { languageSwitch } from './page-shell.js';
import { statePage, visitorLanguage } from './state-page.js';
import { type GuessThrottle } from './throttle-guesses.js';

interface AnswerParts {
  assets: PageAssets;
  guesses: GuessThrottle;
}

/**
 * Answers a link that leads nowhere: always with the same bytes, so that nothing shows whether it once did; after too many
 * from one address with a request to wait.
 */
export async function answerUnknown(req: Request, res: Response, { assets, guesses }: AnswerParts): Promise<void> {
  const retryAfter = await guesses.guessed(req.ip);
  const languageId = visitorLanguage(req);
  res.type('html');
  if (retryAfter === undefined) return void res.status(404).send(statePage('unknown', { languageId, assets }));
  res.status(429).set('Retry-After', String(retryAfter)).send(statePage('tooMany', { languageId, assets }));
}

/** Answers a visit to a questionnaire that takes no more answers. */
export function answerClosed(res: Response, visit: Visit, { assets }: Pick<AnswerParts, 'assets'>): void {
  const { status, link, languageId, content } = visit;
  const toLanguage = (other: string) => hrefOf(link satisfies CandidateLink, { languageId: other });
  const page = statePage(status === 'expired' || status === 'cancelled' ? status : 'done', {
    languageId,
    assets,
    header: languageSwitch(content.languages, languageId, toLanguage),
  });
  res
    .status(status === 'completed' ? 200 : 410)
    .type('html')
    .send(page);
}
