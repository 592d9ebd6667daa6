import { createHash } from 'node:crypto';
import { normalAddress } from '../application/mail-address.js';
import { type QuotaName } from './quotas.js';

/**
 * The hash by which the invitations to one recipient are counted until `endsAt`. Addresses are compared as candidates'
 * addresses are, and without a tag (`ada+tag@example.com`), because they lead to one mailbox. Numbers are compared
 * without the zeros before the country code. The hash depends on the window, so that it tells nothing about other days.
 */
export function recipientHash(quota: QuotaName, recipient: string, endsAt: number): string {
  const normal = recipient.includes('@') ? withoutTag(normalAddress(recipient)) : recipient.replace(/^0+/, '');
  return createHash('sha256')
    .update(JSON.stringify([quota, endsAt, normal]))
    .digest('base64url');
}

// A plus at the beginning is no tag.
const withoutTag = (address: string): string => address.replace(/^([^+]+)\+.*(@[^@]*)$/, '$1$2');
