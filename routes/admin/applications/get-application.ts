import { findAccount } from '../../../db/accounts/accounts.js';
import { findNotification } from '../../../db/notifications/list-notifications.js';
import { applicationStatus } from '../../../engine/application/application-status.js';
import { Refusal } from '../../../engine/refusal.js';
import { presentDetail } from '../../applications/presenting/present-application.js';
import { type Input } from '../../documented.js';
import { presentInstant } from '../../notifications/present-notification.js';
import { type Outcome } from '../../operation.js';
import { getScore } from '../../questionnaires/get-score.js';
import { type AdminOn } from '../admin-operation.js';
import { presentListed } from '../notifications/present-listed.js';

/**
 * Gets one application with everything that an operator asks for: its fields and links, its score, and its
 * notification. A viewer gets no links, because whoever has one can answer for the candidate.
 */
export async function getApplication(
  _input: Input<'adminGetApplication'>,
  { application, ...context }: AdminOn<'application'>,
): Promise<Outcome<'adminGetApplication'>> {
  const { db, now } = context;
  const account = (await findAccount(db, application.accountId))!;
  const notification = await findNotification(db, application.applicationId);
  // The fields are then an array, whatever the account's config says.
  const asPartner = { ...context, partnerRequest: true };
  const asked = { show_reducers: true, show_traits: true, show_super_traits: true };
  const isCompleted = applicationStatus(application, now) === 'completed';
  const score = isCompleted ? await getScore(asked, { ...asPartner, application }) : undefined;
  return {
    application: await presentDetail(application, asPartner),
    account: account.name,
    account_disabled: account.disabledAt !== undefined,
    expires: presentInstant(application.expiresAt),
    completed: application.completedAt === undefined ? null : presentInstant(application.completedAt),
    score: score === undefined || score instanceof Refusal ? null : score,
    notification: notification ? (await presentListed(db, [notification]))[0]! : null,
  } as Outcome<'adminGetApplication'>;
}
