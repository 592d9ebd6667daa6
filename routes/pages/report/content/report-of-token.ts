import { type Knex } from 'knex';
import { findAccount } from '../../../../db/accounts/accounts.js';
import { type ApplicationResult, findResult } from '../../../../db/applications/application-results.js';
import { findApplicationByToken, type StoredApplication } from '../../../../db/applications/applications.js';
import { shownIdentity } from '../../../../db/identity/identities.js';
import { findPositionContent } from '../../../../db/positions/positions.js';
import { type Consent, findConsent } from '../../../../db/privacy/consents.js';
import { readAccountConfig } from '../../../../engine/config/account-config.js';
import { isLinkToken } from '../../../../engine/application/links.js';
import { type ShownIdentity } from '../../../../engine/identity/shown-identity.js';
import { type PositionContent } from '../../../../engine/position/position.js';

/** All data of a report, in whatever state its application is. */
export interface FoundReport {
  application: StoredApplication;
  /** Whether it was found by the account's token. Then it has the candidate's fields and answers. */
  full: boolean;
  /** How the account shows itself. */
  identity: ShownIdentity;
  /** The reducer that the account's config names for the main score. */
  rdc: string | undefined;
  /** The version of the position that scored it; without a result the current version. */
  content: PositionContent;
  result: ApplicationResult | undefined;
  /** Undefined if the candidate was not asked. */
  consent: Consent | undefined;
}

/**
 * Finds the report of a link's token. Gives undefined for a text that is not a token, or for a token that does not
 * exist.
 */
export async function reportOfToken(db: Knex, token: unknown): Promise<FoundReport | undefined> {
  if (!isLinkToken(token)) return undefined;
  const short = await findApplicationByToken(db, 'rep', token);
  const application = short ?? (await findApplicationByToken(db, 'rep_acc', token));
  if (!application) return undefined;
  const { applicationId, accountId, positionId } = application;
  const [account, identity, result, consent] = await Promise.all([
    findAccount(db, accountId),
    shownIdentity(db, accountId),
    findResult(db, applicationId),
    findConsent(db, applicationId),
  ]);
  const position = await findPositionContent(db, positionId, result?.positionVersion);
  return {
    application,
    full: short === undefined,
    identity,
    rdc: readAccountConfig(account!.config).rdc,
    content: position!.content,
    result,
    consent,
  };
}
