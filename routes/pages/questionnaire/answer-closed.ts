import { type Response } from 'express';
import { type PageAssets } from '../page-assets.js';
import { languageSwitch } from '../page-shell.js';
import { statePage } from '../state-page.js';
import { deviceKey, hrefOf } from './view/candidate-link.js';
import { type Visit } from './view/find-visit.js';

/** Answers a visit to a questionnaire that no longer accepts answers. */
export function answerClosed(res: Response, visit: Visit, { assets }: { assets: PageAssets }): void {
  const { status, link, languageId, content } = visit;
  const toLanguage = (other: string) => hrefOf(link, { languageId: other });
  const page = statePage(status === 'expired' || status === 'cancelled' ? status : 'done', {
    languageId,
    assets,
    header: languageSwitch(content.languages, languageId, toLanguage),
    overKey: deviceKey(link),
  });
  res
    .status(status === 'completed' ? 200 : 410)
    .type('html')
    .send(page);
}
