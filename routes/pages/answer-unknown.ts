import { type Request, type Response } from 'express';
import { type Html } from './html.js';
import { type PageAssets } from './page-assets.js';
import { statePage, visitorLanguage } from './state-page.js';
import { type GuessThrottle } from './throttle-guesses.js';

interface AnswerParts {
  assets: PageAssets;
  guesses: GuessThrottle;
  /** What the page offers to who has lost a link. */
  formFor?: ((languageId: string) => Html) | undefined;
}

/**
 * Answers a link that leads nowhere. The answer always has the same bytes, so that nobody learns whether the link was
 * once valid. After too many such links from one address it asks the visitor to wait.
 */
export function answerUnknown(req: Request, res: Response, { assets, guesses, formFor }: AnswerParts): void {
  const retryAfter = guesses.guessed(req.ip);
  const languageId = visitorLanguage(req);
  res.type('html');
  const form = formFor?.(languageId);
  if (retryAfter === undefined) return void res.status(404).send(statePage('unknown', { languageId, assets, form }));
  res.status(429).set('Retry-After', String(retryAfter)).send(statePage('tooMany', { languageId, assets }));
}
