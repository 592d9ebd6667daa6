import { type AccountConfig } from '../../engine/config/account-config.js';
import { type EntityId } from '../../engine/entity-id.js';
import { invitationKinds } from '../../engine/invitation/invitation-kinds.js';
import { type QuotaName } from '../../engine/quotas/quotas.js';
import { recipientHash } from '../../engine/quotas/recipient-hash.js';
import { type Spending } from './spend-quotas.js';

export interface Invited {
  accountId: EntityId;
  appEmail: string | undefined;
  appPhone: string | undefined;
  isTest: boolean;
}

/**
 * What the invitations of an application use of the quotas of its account and of its recipients, of which each may get
 * `toOne` in a day. The invitation of a test that is only written to the outbox uses nothing.
 */
export function invitationSpendings(
  { accountId, appEmail, appPhone, isTest }: Invited,
  { maxInvitationsDay, testInvites }: AccountConfig,
  toOne: number,
): Spending[] {
  const by = isTest && !testInvites ? 0 : invitationKinds({ appEmail, appPhone }).length;
  if (by === 0) return [];
  const to = (quota: QuotaName, recipient: string | undefined): Spending[] => {
    if (recipient === undefined) return [];
    return [{ quota, holder: (endsAt) => recipientHash(quota, recipient, endsAt), by: 1, limit: toOne }];
  };
  return [
    { quota: 'invitations', holder: accountId, by, limit: maxInvitationsDay },
    ...to('mail_recipient', appEmail),
    ...to('text_recipient', appPhone),
  ];
}
