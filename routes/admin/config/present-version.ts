import { type ConfigVersion } from '../../../db/accounts/config-versions.js';
import { parseConfigString } from '../../../engine/config/config-string.js';
import { type Schema } from '../../documented.js';
import { presentInstant } from '../../notifications/present-notification.js';
import { presentFields } from './present-fields.js';

type Fields = Pick<Schema<'AdminConfig'>, 'readable' | 'fault' | 'fields'>;

/** The fields of a config string, or why it is none. */
export function presentText(config: string): Fields {
  const parsed = parseConfigString(config);
  if ('fault' in parsed) return { readable: false, fault: parsed.fault, fields: [] };
  return { readable: true, fields: presentFields(parsed.pairs) };
}

/** A version without its fields. */
export function presentVersion({
  version,
  changed,
  note,
  keys,
}: Omit<ConfigVersion, 'config'>): Schema<'ConfigVersionSummary'> {
  return { version, changed: presentChange(changed), note, keys };
}

/** Who made a version and when; null if nobody knows. */
export function presentChange(changed: ConfigVersion['changed']): Schema<'ConfigChanged'> {
  return changed === undefined ? null : { at: presentInstant(changed.at), user: changed.userName };
}
