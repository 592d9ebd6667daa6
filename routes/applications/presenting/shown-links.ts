import { type StoredApplication } from '../../../db/applications/applications.js';
import { applicationLink, reportLink } from '../../../engine/application/links.js';
import { type EntityId } from '../../../engine/entity-id.js';
import { linksShown, type LinksShown } from '../../../engine/permissions.js';
import { type Context } from '../../operation.js';

type Tokens = Pick<StoredApplication, 'accountId' | 'linkToken'>;

/** The links of an application as one caller is shown them. A link that the caller may not have is the empty string. */
export interface ShownLinks {
  questionnaire(application: Tokens & Pick<StoredApplication, 'appToken'>): string;
  report(application: Tokens & Pick<StoredApplication, 'repToken'>): string;
  fullerReport(application: Tokens & Pick<StoredApplication, 'repAccToken'>): string;
}

/** Every link of a reply to a caller is made here, so that none is shown to somebody who may only read. */
export function shownLinks({
  caller,
  partnerRequest,
  publicUrl,
}: Pick<Context, 'caller' | 'partnerRequest' | 'publicUrl'>): ShownLinks {
  const known = new Map<EntityId, LinksShown>();
  const on = (accountId: EntityId): LinksShown => {
    const shown = known.get(accountId) ?? linksShown(caller.permissions, accountId, { partnerRequest });
    known.set(accountId, shown);
    return shown;
  };
  return {
    questionnaire: ({ accountId, appToken, linkToken }) =>
      on(accountId).links ? applicationLink(publicUrl, appToken, linkToken) : '',
    report: ({ accountId, repToken, linkToken }) =>
      on(accountId).links ? reportLink(publicUrl, repToken, linkToken) : '',
    fullerReport: ({ accountId, repAccToken, linkToken }) =>
      on(accountId).fullerReport ? reportLink(publicUrl, repAccToken, linkToken) : '',
  };
}
