import { type ConfigChange } from '../../../engine/config/change-account-config.js';
import { type UserKind } from '../../../db/accounts/users.js';
import { checkName } from '../../../engine/check-name.js';
import { isStorableId, parseEntityId } from '../../../engine/entity-id.js';
import { type Fault } from '../../../engine/fault.js';
import { isJsonObject } from '../../../engine/json-object.js';
import { jsonPointer } from '../../../engine/json-pointer.js';
import { normalForm } from '../../../engine/sign-in/normal-form.js';
import { FLAGS, type PermissionName } from '../../../engine/permissions.js';
import { type PositionFile } from '../../../engine/position/position.js';
import { positionFileCheck } from '../../document/position-file-check.js';
import { stagedCheckCompiler } from '../../document/staged-check.js';
import { type Grant, USUAL_GRANTS, type UsualHolder } from '../../../engine/sign-in/usual-grants.js';
import { APPLY_SCHEMA } from './apply-schema.js';

/** The keys of the file whose values are ids. */
export const ID_KEYS: ReadonlySet<string> = new Set(['account_id', 'position_id']);

/** The file as the schema accepts it. */
interface RawDocument {
  account: { account_id: string; name?: string; disabled?: boolean };
  config?: Record<string, string | number | null | { env: string }>;
  users?: {
    name: string;
    kind?: UserKind;
    active?: boolean;
    grants?: UsualHolder | Partial<Record<PermissionName, Grant['flags']>>;
  }[];
  positions?: (string | number | object)[];
}

/** What an account and all that belongs to it shall be. What is undefined stays as it is. */
export interface ApplyDocument {
  accountId: string;
  name: string | undefined;
  disabled: boolean | undefined;
  /** Keys with their values, null to take them out. */
  config: ConfigChange[];
  users: ApplyUser[];
  positions: ApplyPosition[];
}

export interface ApplyUser {
  name: string;
  kind: UserKind | undefined;
  active: boolean | undefined;
  /** All permissions of the user on the account. */
  grants: Grant[] | undefined;
  /** The permissions are those of an operator, who must be of kind internal. */
  isOperator: boolean;
}

export interface ApplyPosition {
  positionId: string;
  /** Undefined where only the id is named: the position is then in the database already. */
  content: PositionFile | undefined;
}

/** Checks a parsed file. Values from the environment are filled in. All faults are returned together. */
export function checkApplyFile(
  value: unknown,
  env: Record<string, string | undefined>,
): { document: ApplyDocument } | { faults: Fault[] } {
  const compile = stagedCheckCompiler({ named: false, prepare: (ajv) => ajv.addVocabulary(['x-valid']) });
  const shape = compile(APPLY_SCHEMA)(value);
  if (shape.length > 0) return { faults: shape };
  const raw = value as RawDocument;
  const faults: Fault[] = [];
  const report = (pointer: string, detail: string | undefined): void => {
    if (detail !== undefined) faults.push({ pointer, detail });
  };
  const { account_id: accountId, name, disabled } = raw.account;
  if (!isId(accountId)) report('/account/account_id', 'must be an id from 1 to 9223372036854775807');
  if (name !== undefined) report('/account/name', checkName(name));
  const document = {
    accountId,
    name,
    disabled,
    config: readConfigChanges(raw.config ?? {}, env, report),
    users: readUsers(raw.users ?? [], report),
    positions: readPositions(raw.positions ?? [], (more) => faults.push(...more)),
  };
  return faults.length > 0 ? { faults } : { document };
}

type Report = (pointer: string, detail: string | undefined) => void;

function readConfigChanges(
  config: NonNullable<RawDocument['config']>,
  env: Record<string, string | undefined>,
  report: Report,
): ConfigChange[] {
  return Object.entries(config).map(([key, given]): ConfigChange => {
    if (given === null || typeof given !== 'object') return [key, given === null ? null : String(given)];
    const value = env[given.env];
    if (value === undefined) report(jsonPointer('config', key), `is to come from ${given.env}, which is not set`);
    return [key, value ?? ''];
  });
}

function readUsers(users: NonNullable<RawDocument['users']>, report: Report): ApplyUser[] {
  const seen = new Set<string>();
  return users.map(({ name: written, kind, active, grants }, index) => {
    const name = normalForm(written);
    const pointer = jsonPointer('users', index, 'name');
    if (seen.has(name)) report(pointer, 'must not be given twice');
    seen.add(name);
    const given = typeof grants === 'string' ? USUAL_GRANTS[grants] : grants && grantsOf(grants);
    return { name, kind, active, grants: given, isOperator: grants === 'operator' };
  });
}

function grantsOf(grants: Partial<Record<PermissionName, Grant['flags']>>): Grant[] {
  return (Object.entries(grants) as [PermissionName, Grant['flags']][]).map(([permission, flags]) => ({
    permission,
    flags: FLAGS.filter((flag) => flags.includes(flag)),
  }));
}

function readPositions(positions: unknown[], report: (faults: Fault[]) => void): ApplyPosition[] {
  const seen = new Set<string>();
  const check = positionFileCheck();
  return positions.map((given, index) => {
    const pointer = jsonPointer('positions', index);
    const id = isJsonObject(given) ? given.position_id : typeof given === 'number' ? String(given) : given;
    const idAt = isJsonObject(given) ? `${pointer}/position_id` : pointer;
    // Without an id each run would add one more position.
    if (id === undefined) report([{ pointer: idAt, detail: 'is required' }]);
    else if (!isId(id)) report([{ pointer: idAt, detail: 'must be an id from 1 to 9223372036854775807' }]);
    else if (seen.has(id)) report([{ pointer: idAt, detail: 'must not be given twice' }]);
    if (typeof id === 'string') seen.add(id);
    if (!isJsonObject(given)) return { positionId: String(id), content: undefined };
    // Its id was judged above.
    const { position_id: _, ...rest } = given;
    const checked = check(rest);
    if ('faults' in checked) {
      report(checked.faults.map((fault) => ({ ...fault, pointer: pointer + fault.pointer })));
      return { positionId: String(id), content: undefined };
    }
    return { positionId: String(id), content: checked.position };
  });
}

function isId(value: unknown): value is string {
  const id = typeof value === 'string' ? parseEntityId(value) : undefined;
  return id !== undefined && id !== '0' && isStorableId(id);
}
