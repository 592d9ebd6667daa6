import { type RequestHandler } from 'express';
import { lostLinkForm } from '../pages/lost-link/lost-link-form.js';
import { type PageAssets } from '../pages/page-assets.js';
import { pageSecurity } from '../pages/page-security.js';
import { statePage, visitorLanguage } from '../pages/state-page.js';

/** Addresses of the API, where every answer is JSON (contract, section 1). */
const API = /^\/(?:v1|api)(?:\/|$)/;

/**
 * Answers a browser at an address where nothing is with a page, in the browser's language: most likely a link was not
 * copied as a whole. Who does not prefer HTML to JSON goes on to the next handler.
 */
export function unknownPage({ assets }: { assets: PageAssets }): RequestHandler {
  const secure = pageSecurity();
  return function unknownPage(req, res, next) {
    const asksForPage = ['GET', 'HEAD'].includes(req.method) && !API.test(req.path);
    if (!asksForPage || req.accepts(['json', 'html']) !== 'html') return next();
    // The assets are one folder below the root, and this page may be anywhere.
    const toRoot = '../'.repeat(req.path.split('/').length - 2);
    const url = (name: string) => assets.url(name).replace('../', toRoot === '' ? './' : toRoot);
    const languageId = visitorLanguage(req);
    const action = `${toRoot === '' ? './' : toRoot}app_link/lost_link.html?language_id=${languageId}`;
    const form = lostLinkForm(languageId, { action });
    const page = statePage('unknown', { languageId, assets: { ...assets, url }, form });
    secure(req, res, () => void res.status(404).type('html').send(page));
  };
}
