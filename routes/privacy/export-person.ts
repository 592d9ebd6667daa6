import { findPerson } from '../../db/privacy/find-person.js';
import { findPrivacy } from '../../db/privacy/account-privacy.js';
import { findConsent } from '../../db/privacy/consents.js';
import { type Held, readHeld } from '../../db/privacy/read-held.js';
import { type Input } from '../documented.js';
import { type On, type Outcome } from '../operation.js';
import { presentPrivacy } from './present-privacy.js';

/** Gives everything that is held of a person by an account, and the notices that the person has agreed to. */
export async function exportPerson(
  { email }: Input<'exportPerson'>,
  { db, accountId, now }: On<'account'>,
): Promise<Outcome<'exportPerson'>> {
  const applications: Held[] = [];
  const versions = new Set<number>();
  for (const id of await findPerson(db, accountId, email)) {
    applications.push(await readHeld(db, id));
    const consent = await findConsent(db, id);
    if (consent) versions.add(consent.version);
  }
  const agreed = await Promise.all([...versions].map((version) => findPrivacy(db, accountId, version)));
  return {
    account_id: accountId,
    email,
    exported: new Date(now).toISOString(),
    count: applications.length,
    applications,
    agreed_to: agreed.flatMap((version) => (version ? [presentPrivacy(accountId, version)] : [])),
  };
}
