import { type ConfigFault } from '../../engine/config/account-config.js';
import { type ConfigChange } from '../../engine/config/change-account-config.js';
import { type Context } from '../operation.js';

/** Refuses a url that could never be called. It is better refused now, while a person looks at it. */
export function blockedUrl(
  { key, value }: { key: ConfigChange[0]; value: ConfigChange[1] },
  { refusalOfUrl }: Pick<Context, 'refusalOfUrl'>,
): ConfigFault[] {
  const refusal = key === 'url' && value !== null ? refusalOfUrl(value) : undefined;
  return refusal === undefined
    ? []
    : [{ key, detail: `may not be called: ${refusal} (NOTIFY_ALLOW_CIDRS of the gateway)` }];
}
