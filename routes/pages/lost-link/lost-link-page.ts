import { type Request, type RequestHandler, type Response, Router } from 'express';
import { type Knex } from 'knex';
import { findApplicationByToken } from '../../../db/applications/applications.js';
import { shownIdentity } from '../../../db/identity/identities.js';
import { isLinkToken } from '../../../engine/application/links.js';
import { isMailAddress, trimAddress } from '../../../engine/application/mail-address.js';
import { languageOf } from '../../../engine/languages/languages.js';
import { LOST_LINKS_A_DAY } from '../../../engine/quotas/quotas.js';
import { recipientHash } from '../../../engine/quotas/recipient-hash.js';
import { Refusal } from '../../../engine/refusal.js';
import { transact } from '../../change.js';
import { spendQuotas } from '../../quotas/spend-quotas.js';
import { sameToken } from '../../same-token.js';
import { formBody, formEntries } from '../forms/form-entries.js';
import { messagePage } from '../message-page.js';
import { notAllowed } from '../not-allowed.js';
import { type PageAssets } from '../page-assets.js';
import { pageSecurity } from '../page-security.js';
import { statePage, visitorLanguage } from '../state-page.js';
import { type GuessThrottle } from '../throttle-guesses.js';
import { EMAIL, lostLinkForm } from './lost-link-form.js';
import { sendLinkAgain } from './send-link-again.js';

export interface LostLinkParts {
  db: Knex;
  now(): number;
  assets: PageAssets;
  /** Counts the forms of a client and of the networks around it. */
  lostLinks: GuessThrottle;
  noteRefusedBy(quota: string): void;
  log: { error(fields: object, message: string): void };
  requestIdOf(res: Response): string;
  nameOperation(operation: string): RequestHandler;
}

// An address and its name in the form.
const MAX_BODY_BYTES = 4096;
// Each is a few statements. The limits of clients let far fewer through.
const MAX_AT_ONCE = 32;
const OWN_SITE = ['same-origin', 'none'];

/**
 * Serves the form for who has lost the link. Whatever the address, the answer is the same and comes after the same
 * work: only then is looked whether something is open for it. The link itself is only ever mailed to the address to
 * which the partner has sent it before.
 */
export function lostLinkPage(parts: LostLinkParts): Router {
  const { nameOperation } = parts;
  const router = Router({ caseSensitive: true, strict: true });
  let underWay = 0;

  async function send(req: Request, res: Response): Promise<void> {
    const { db, now, assets, lostLinks, noteRefusedBy, log, requestIdOf } = parts;
    const languageId = visitorLanguage(req);
    res.type('html');
    const site = req.get('sec-fetch-site');
    const entries = site === undefined || OWN_SITE.includes(site) ? formEntries(req.body) : undefined;
    if (!entries) return void res.status(400).send(statePage('badRequest', { languageId, assets }));
    const typed = entries.get(EMAIL) ?? '';
    const email = trimAddress(typed).trim();
    if (!isMailAddress(email)) return void (await showForm(req, res.status(422), typed));
    const wait = lostLinks.guessed(req.ip);
    if (wait !== undefined || underWay >= MAX_AT_ONCE) {
      res.status(429).set('Retry-After', String(wait ?? 1));
      return void res.send(statePage('tooMany', { languageId, assets }));
    }
    const accountId = await accountOf(req, db);
    const holder = (endsAt: number) => recipientHash('lost_links', email, endsAt);
    const spending = { quota: 'lost_links' as const, holder, by: 1, limit: LOST_LINKS_A_DAY };
    const at = now();
    const refused = await transact(db, async (trx) => (await spendQuotas(trx, [spending], at)) ?? {});
    const words = languageOf(languageId).pages;
    res.send(await page(req, { state: 'lost', title: words.linkSentTitle, text: words.linkSentText, accountId }));
    if (refused instanceof Refusal) return noteRefusedBy('lost_links');
    underWay += 1;
    const asked = { email, accountId, now: at, address: req.ip ?? '', requestId: requestIdOf(res) };
    const noteFault = (err: unknown, applicationId?: string): void => {
      const object = applicationId === undefined ? {} : { object: `application ${applicationId}` };
      log.error({ err, request_id: asked.requestId, ...object }, 'link not sent again');
    };
    void sendLinkAgain(db, asked, noteFault)
      .catch((error: unknown) => noteFault(error))
      .finally(() => (underWay -= 1));
  }

  async function showForm(req: Request, res: Response, refused?: string): Promise<void> {
    const words = languageOf(visitorLanguage(req)).pages;
    const accountId = await accountOf(req, parts.db);
    const [title, text] = [words.lostLink, words.lostLinkText];
    res.type('html').send(await page(req, { state: 'lost', title, text, accountId, refused, hasForm: true }));
  }

  interface Shown {
    state: string;
    title: string;
    text: string;
    accountId: string | undefined;
    refused?: string | undefined;
    hasForm?: boolean;
  }

  async function page(req: Request, { accountId, refused, hasForm, ...shown }: Shown): Promise<string> {
    const languageId = visitorLanguage(req);
    const action = `lost_link.html${/\?.*/s.exec(req.originalUrl)?.[0] ?? ''}`;
    return messagePage({
      ...shown,
      languageId,
      assets: parts.assets,
      identity: accountId === undefined ? undefined : await shownIdentity(parts.db, accountId),
      form: hasForm ? lostLinkForm(languageId, { action, refused, isAlone: true }) : undefined,
    });
  }

  router
    .route('/app_link/lost_link.html')
    .all(nameOperation('lost_link'), pageSecurity())
    .get((req, res) => showForm(req, res))
    .post(formBody(MAX_BODY_BYTES), send)
    .all(notAllowed('GET, HEAD, POST'));
  return router;
}

/** The account of the link in the address, if it was a right one once. Expired and cancelled ones are. */
async function accountOf({ query }: Request, db: Knex): Promise<string | undefined> {
  const { app_link: appToken, acc_link: accToken } = query;
  const application = isLinkToken(appToken) ? await findApplicationByToken(db, 'app', appToken) : undefined;
  return application && sameToken(accToken, application.linkToken) ? application.accountId : undefined;
}
