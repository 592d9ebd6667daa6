import { type Knex } from 'knex';
import { findAccount } from '../../../db/accounts/accounts.js';
import { findApplication } from '../../../db/applications/applications.js';
import { notificationAccount } from '../../../db/notifications/notification-accounts.js';
import { listReducedPositions } from '../../../db/positions/list-reduced-positions.js';
import { dayOf } from '../../../engine/calendar.js';
import { readAccountConfig } from '../../../engine/config/account-config.js';
import { configWarnings } from '../../../engine/config/warnings/config-warnings.js';
import { type EntityId } from '../../../engine/entity-id.js';
import { notificationRequest, type NotificationSubject } from '../../../engine/notification/notification-request.js';
import { shownRequest } from '../../../engine/notification/shown-request.js';
import { refuse, Refusal } from '../../../engine/refusal.js';
import { type Input } from '../../documented.js';
import { notificationPayload } from '../../notification-payload.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';
import { replaceConfig } from './replace-config.js';

/**
 * Says what a save of these fields would say, of all of them, and shows the request that an application's notification
 * would be. Nothing is stored.
 */
export async function checkConfig(
  { fields, application: applicationId }: Input<'adminCheckConfig'>,
  context: AdminOn<'account'>,
): Promise<Outcome<'adminCheckConfig'>> {
  const { db, accountId } = context;
  const { config: before } = (await findAccount(db, accountId))!;
  const subject = await subjectOf(applicationId, context);
  if (subject instanceof Refusal) return subject;
  const replaced = replaceConfig(before, fields, context);
  if ('faults' in replaced) {
    const faults = replaced.faults.map(({ pointer, detail }) => ({ pointer, detail }));
    return { faults, warnings: [], request: null };
  }
  const positions = await listReducedPositions(db, accountId);
  const keys = fields.map(({ key }) => key);
  const config = readAccountConfig(replaced.text);
  const request = notificationRequest(config, { ...subject, signingSecrets: await secretsOf(db, accountId) });
  return {
    faults: [],
    warnings: configWarnings({ before, after: replaced.text, keys, positions }),
    request: request ? shownRequest(request, config) : null,
  };
}

const secretsOf = async (db: Knex, accountId: EntityId) => (await notificationAccount(db, accountId)).signingSecrets;

type Subject = Omit<NotificationSubject, 'signingSecrets'>;

const MADE_UP = '20000042';

/** What the notification is about: the application, as if it were completed now unless it is, or a made-up one. */
async function subjectOf(
  applicationId: EntityId | undefined,
  { db, accountId, now }: AdminOn<'account'>,
): Promise<Subject | Refusal> {
  if (applicationId === undefined) return madeUp(now);
  const application = await findApplication(db, applicationId);
  if (!application || application.accountId !== accountId)
    return refuse('unknown-object', 'The account has no such application.');
  const payload = notificationPayload(application, application.completedAt ?? now);
  return { applicationId, appUrl: application.appUrl, payload: JSON.stringify(payload) };
}

function madeUp(now: number): Subject {
  const [today, id] = [dayOf(now), '1'];
  const payload = { application_id: MADE_UP, position_id: id, aname: 'Position', started: today, completed: today, report_id: id, report_name: 'Report' }; // prettier-ignore
  return { applicationId: MADE_UP, appUrl: undefined, payload: JSON.stringify(payload) };
}
