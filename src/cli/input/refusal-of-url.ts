import { readConfig } from '../../config/config.js';
import { egressGuard } from '../../sending/endpoint/egress.js';
import { inWords } from '../output/in-words.js';
import { type Session } from '../session/session.js';

/**
 * Says why a url could never be called, so that the person who sets it sees it at once. This process does not know what
 * the gateway allows, so the words say whose setting has refused the url.
 */
export async function refusalOfUrlHere({ env }: Session): Promise<(url: string) => string | undefined> {
  const { refusalOfUrl, allowed } = await inWords(() => {
    const { notifyAllowCidrs: allowCidrs } = readConfig(env);
    return { ...egressGuard({ allowCidrs }), allowed: allowCidrs.join(',') };
  });
  const whose =
    `which NOTIFY_ALLOW_CIDRS of this command's own environment (${allowed || 'not set'}) does not open; ` +
    'if that of the gateway does, give the command the same value';
  return (url) => {
    const refusal = refusalOfUrl(url);
    return refusal && `may not be called: ${refusal}, ${whose}`;
  };
}
