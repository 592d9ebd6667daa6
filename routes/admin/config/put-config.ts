import { type Input } from '../../documented.js';
import { type Outcome } from '../../operation.js';
import { type AdminOn } from '../admin-operation.js';
import { saveConfig } from './save-config.js';

/** Stores a config as a whole. A secret may stay as it is stored, without anybody sending it. */
export async function putConfig(
  { if_match: ifMatch, fields, note = '' }: Input<'adminPutConfig'>,
  context: AdminOn<'account'>,
): Promise<Outcome<'adminPutConfig'>> {
  return saveConfig(context, { ifMatch, note, fieldsFor: () => Promise.resolve(fields) });
}
