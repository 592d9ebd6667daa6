import { type PageAddresses } from '../page-assets.js';
import { languageSwitch } from '../page-shell.js';
import { statePage } from '../state-page.js';
import { questionnairePage } from './page/questionnaire-page.js';
import { hrefOf, type PreviewLink } from './view/candidate-link.js';
import { type PreviewOf, previewView } from './view/candidate-view.js';

/**
 * Makes a page of a position as a candidate sees it who has given no answer. Nothing on it can be sent, and its links
 * lead to the other pages. Page 0 is the start. The last two are the page where the answers are sent, and the one that
 * says thank you. Gives undefined for a page that there is not.
 */
export function previewPage(
  preview: PreviewOf & { link: PreviewLink },
  page: number,
  assets: PageAddresses,
): string | undefined {
  const { link, content, languageId, identity } = preview;
  const view = previewView(preview);
  if (page <= view.pages + 1) return questionnairePage(view, { page }, assets);
  if (page > view.pages + 2) return undefined;
  const header = languageSwitch(content.languages, languageId, (other) => hrefOf(link, { page, languageId: other }));
  return statePage('done', { languageId, assets, header, identity });
}
