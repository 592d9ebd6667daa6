import { findAccount } from '../../db/accounts/accounts.js';
import { findIdentity } from '../../db/identity/identities.js';
import { findPosition, findPositionContent, listPositions } from '../../db/positions/positions.js';
import { currentPrivacy } from '../../db/privacy/account-privacy.js';
import { applicationLink, remindersLink } from '../../engine/application/links.js';
import { DAY_MS } from '../../engine/calendar.js';
import { isStorableId } from '../../engine/entity-id.js';
import { readAccountConfig } from '../../engine/config/account-config.js';
import { changeIdentity } from '../../engine/identity/change-identity.js';
import { type ShownIdentity } from '../../engine/identity/shown-identity.js';
import { LOGO_CID, writeMail } from '../../engine/invitation/write-mail.js';
import { estimateMinutes } from '../../engine/position/estimate-minutes.js';
import { positionName } from '../../engine/position/position-names.js';
import { chooseLanguage } from '../../engine/position/texts.js';
import { refuse, refuseFaults, Refusal } from '../../engine/refusal.js';
import { type Input, type Schema } from '../documented.js';
import { type On } from '../operation.js';
import { type PageAddresses } from '../pages/page-assets.js';
import { thankYou } from '../pages/questionnaire/answer-closed.js';
import { questionnairePage } from '../pages/questionnaire/page/questionnaire-page.js';
import { type PageView, previewView } from '../pages/questionnaire/view/candidate-view.js';
import { statePage } from '../pages/state-page.js';

// It has the form of a token and leads nowhere.
const NO_TOKEN = 'preview-preview-previe';
const CANDIDATE = 'Ada Lovelace';

interface Asked {
  position_id: string | undefined;
  language_id: string | undefined;
}

/** Shows what candidates would see of an identity, for a made-up candidate. Nothing is saved and nothing is sent. */
export async function previewIdentity(
  { position_id, language_id, ...changes }: Input<'previewIdentity'>,
  { accountId, ...context }: On<'account'>,
): Promise<Schema<'IdentityPreview'> | Refusal> {
  const { db, publicUrl } = context;
  const stored = await findIdentity(db, accountId);
  const changed = changeIdentity(stored?.identity ?? {}, changes);
  if ('faults' in changed) return refuseFaults(changed.faults);
  const { name, config } = (await findAccount(db, accountId))!;
  const identity = { name, ...changed.identity, ...(stored?.logo && { logo: stored.logo }) };
  const view = await viewFor(accountId, { position_id, language_id }, { ...context, identity, config });
  if (view instanceof Refusal) return view;
  const base = `${publicUrl}/app_link`;
  const assets: PageAddresses = { base, url: (name) => `${base}/assets/${name}` };
  const { languageId } = view;
  return {
    account_id: accountId,
    start_page: questionnairePage(view, { page: 0 }, assets),
    thank_you_page: statePage('done', { languageId, assets, identity, ownWords: thankYou(view) }),
    mail: mailOf(view, { base, publicUrl }),
    reminder: mailOf(view, { base, publicUrl, stopLink: remindersLink(publicUrl, NO_TOKEN, NO_TOKEN) }),
  };
}

function mailOf(
  { identity, languageId, application, content, privacy }: PageView,
  { base, publicUrl, stopLink }: { base: string; publicUrl: string; stopLink?: string },
) {
  const { questions } = content.questionnaire;
  const { html, ...mail } = writeMail(languageId, {
    identity,
    candidate: CANDIDATE,
    position: positionName(content, languageId).text,
    link: applicationLink(publicUrl, NO_TOKEN, NO_TOKEN),
    expiresAt: application.expiresAt,
    questions: questions.length,
    minutes: estimateMinutes(questions),
    retentionDays: privacy?.retentionDays,
    noticeUrl: undefined,
    stopLink,
  });
  return {
    from: identity.name,
    ...(identity.reply_to !== undefined && { reply_to: identity.reply_to }),
    ...mail,
    // A mail brings its logo along. Here there is only the page.
    html: identity.logo ? html.replace(`cid:${LOGO_CID}`, `${base}/logo/${identity.logo.hash}`) : html,
  };
}

/** What a candidate who does not exist sees of the named position, or of the first one of the account. */
async function viewFor(
  accountId: string,
  { position_id: asked, language_id: wish }: Asked,
  { db, now, identity, config }: Omit<On<'account'>, 'accountId'> & { identity: ShownIdentity; config: string },
): Promise<PageView | Refusal> {
  const chosen =
    asked === undefined
      ? (await listPositions(db, [accountId]))[0]
      : isStorableId(asked)
        ? await findPosition(db, accountId, asked)
        : undefined;
  const position = chosen && (await findPositionContent(db, chosen.positionId));
  if (!chosen || !position) {
    return refuse('unknown-object', asked === undefined ? 'The account has no position.' : 'No such position.');
  }
  const { content } = position;
  const privacy = await currentPrivacy(db, accountId);
  return previewView({
    link: { appToken: NO_TOKEN },
    content,
    languageId: chooseLanguage(content.languages, wish),
    identity,
    privacy: privacy && { ...privacy, consent: privacy.asksConsent ? 'needed' : 'none' },
    application: {
      fields: [{ name: 'app_full_name', value: CANDIDATE }],
      appEmail: 'ada@example.com',
      expiresAt: now + readAccountConfig(config).expiryDays * DAY_MS,
    },
  });
}
