import { type Knex } from 'knex';
import { shownIdentity } from '../../../db/identity/identities.js';
import { assignedAccounts } from '../../../db/positions/stored-positions.js';
import { DEFAULT_LIFETIME_MS } from '../../../engine/calendar.js';
import { type EntityId } from '../../../engine/entity-id.js';
import { type ShownIdentity } from '../../../engine/identity/shown-identity.js';
import { chooseLanguage } from '../../../engine/position/texts.js';
import { Refusal, refuseFaults } from '../../../engine/refusal.js';
import { type Input } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { previewPage } from '../../pages/questionnaire/preview-page.js';
import { RawReply } from '../../raw-reply.js';
import { type AdminOn } from '../admin-operation.js';
import { knownPosition } from './known-position.js';

// The page looks as it does to a candidate, but it runs nothing and sends nothing. Only the console may frame it. Its
// links need the cookie of the console, which the browser sends for pages of its own origin.
const HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy':
    "default-src 'none';style-src 'self';img-src 'self';font-src 'self';base-uri 'none';form-action 'none';frame-ancestors 'self';" +
    'sandbox allow-same-origin',
  'X-Frame-Options': 'SAMEORIGIN',
  'X-Robots-Tag': 'noindex, nofollow',
};

// From /v1/admin/positions/{id}/preview to where the assets think that pages are.
const UP = '../../../';

/** Gives a page of a position as candidates see it. Nothing is saved. */
export async function previewPosition(
  { position_id: positionId, language_id: languageId, page = 0, version }: Input<'adminPreviewPosition'>,
  { db, now, operator: { assets } }: AdminOn<'user'>,
): Promise<Outcome<'adminPreviewPosition'>> {
  const found = await knownPosition(db, positionId, version);
  if (found instanceof Refusal) return found;
  const { content } = found;
  if (languageId !== undefined && !content.languages.includes(languageId)) {
    const detail = `must be one of the languages of the position: ${content.languages.join(', ')}`;
    return refuseFaults([{ pointer: '/query/language_id', detail }]);
  }
  const shown = chooseLanguage(content.languages, languageId);
  const preview = {
    link: { version: found.version, languageId: shown },
    content,
    languageId: shown,
    identity: await identityFor(db, positionId),
    privacy: undefined,
    application: { fields: [], appEmail: undefined, expiresAt: now + DEFAULT_LIFETIME_MS },
  };
  const text = previewPage(preview, page, { base: UP + assets.base, url: (name) => UP + assets.url(name) });
  if (text === undefined) return refuseFaults([{ pointer: '/query/page', detail: 'must be a page of the position' }]);
  return new RawReply(text, HEADERS);
}

/** How the first account shows itself that may order the position. Without one the place of its name is shown. */
async function identityFor(db: Knex, positionId: EntityId): Promise<ShownIdentity> {
  const [accountId] = await assignedAccounts(db, positionId);
  return accountId === undefined ? { name: '…' } : shownIdentity(db, accountId);
}
