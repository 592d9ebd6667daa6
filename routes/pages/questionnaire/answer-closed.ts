import { type Response } from 'express';
import { fillPlaceholders } from '../../../engine/identity/own-texts.js';
import { positionName } from '../../../engine/position/position-names.js';
import { lostLinkForm } from '../lost-link/lost-link-form.js';
import { type PageAssets } from '../page-assets.js';
import { languageSwitch } from '../page-shell.js';
import { statePage } from '../state-page.js';
import { deviceKey, hrefOf } from './view/candidate-link.js';
import { type PageView } from './view/candidate-view.js';
import { type Visit } from './view/find-visit.js';

/** Answers a visit to a questionnaire that no longer accepts answers. */
export function answerClosed(res: Response, visit: Visit, { assets }: { assets: PageAssets }): void {
  const { status, link, languageId, content, identity } = visit;
  const toLanguage = (other: string) => hrefOf(link, { languageId: other });
  const state = status === 'expired' || status === 'cancelled' ? status : 'done';
  const page = statePage(state, {
    languageId,
    assets,
    identity,
    header: languageSwitch(content.languages, languageId, toLanguage),
    ownWords: state === 'done' ? thankYou(visit) : undefined,
    overKey: deviceKey(link),
    form:
      state === 'done'
        ? undefined
        : lostLinkForm(languageId, { action: hrefOf(link, { path: 'lost_link.html', languageId }) }),
  });
  res
    .status(status === 'completed' ? 200 : 410)
    .type('html')
    .send(page);
}

/** The account's own thank-you in the language of the page, if it has one. */
export function thankYou({
  identity,
  languageId,
  application,
  content,
}: Pick<PageView, 'identity' | 'languageId' | 'application' | 'content'>):
  { title?: string; text?: string } | undefined {
  const own = identity.words?.[languageId]?.thank_you;
  if (!own) return undefined;
  const candidate = application.fields.find(({ name }) => name === 'app_full_name')?.value ?? '';
  const values = { candidate, account: identity.name, position: positionName(content, languageId).text };
  return Object.fromEntries(Object.entries(own).map(([key, text]) => [key, fillPlaceholders(text, values)]));
}
