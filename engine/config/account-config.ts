import { parseAppUrlOrigins } from './app-url-origins.js';
import { DEFAULT_LIFETIME_DAYS } from '../calendar.js';
import { hasControlCharacter, hasLoneSurrogate } from '../check-name.js';
import { hasPipe, parseConfigString, type ConfigPair } from './config-string.js';
import { parseNotificationHeaders } from './notification-headers.js';
import { checkNotificationUrl } from './notification-url-check.js';

/** One key of the account config (contract, section 5). */
export interface AccountConfigField {
  name: string;
  /** The purpose of the field, in one sentence for people. */
  meaning: string;
  /** Says what a valid value is, when this one is not valid. The separator (default comma) is that of `not_headers`. */
  check(value: string, separator?: string): string | undefined;
  /** Whether the value must be masked wherever it is shown. */
  secret: boolean;
}

/** What is wrong with one key. The key is empty when the fault is in the config string as a whole. */
export interface ConfigFault {
  key: string;
  detail: string;
}

/** An account's config in the form the gateway works with. */
export interface AccountConfig {
  ver: string;
  url: string | undefined;
  extNotify: boolean;
  auth: string | undefined;
  rdc: string | undefined;
  cmp: 'pipe' | 'array';
  method: 'POST' | 'GET' | 'PATCH';
  headers: [name: string, value: string][];
  retriedStatuses: number[];
  /** Origins besides that of `url` that may see the account's secrets, each in its normalised form. */
  appUrlOrigins: string[];
  maxOrdersDay: number;
  /** The most invitations that go out in a day, by mail and by text message together. */
  maxInvitationsDay: number;
  /** Whether the invitations of tests go out as others do. Otherwise they are only written to the outbox. */
  testInvites: boolean;
  /** How many days after its order an application expires. */
  expiryDays: number;
  /** How many days after the invitation a candidate is reminded. */
  remindAfter: number | undefined;
  /** How many days before the end a candidate is reminded. */
  remindBefore: number | undefined;
}

// More than partners order. Somebody who has stolen a password is held up by it.
const DEFAULT_MAX_DAY = '10000';
const DEFAULT_SEPARATOR = ',';

/** Every key that the gateway knows, in the order in which it shows them. */
export const ACCOUNT_CONFIG_FIELDS: readonly AccountConfigField[] = [
  field('ver', 'Version of the config format.', (value) => (value === '1' ? undefined : 'must be 1')),
  field('url', 'Where notifications go; [___APP_ID___] in it stands for the application id.', checkNotificationUrl),
  field('ext_notify', 'With yes the notification carries a JSON body; anything else means no.', anything),
  { ...field('auth', 'Credentials sent with each notification, as user:password.', noControlCharacters), secret: true },
  field(
    'rdc',
    'Name of the reducer whose result is the main score, in place of the one that a position names itself.',
    (value) => (value === '' ? 'must be the name of a reducer' : noControlCharacters(value)),
  ),
  field(
    'cmp',
    'Form of fields for internal requests: 1 or absent means a pipe string, anything else means a JSON array.',
    anything,
  ),
  field('not_method', 'Method of the notification: 1 is POST, 2 is GET, anything else or absent is PATCH.', anything),
  {
    ...field('not_headers', 'More notification headers: name, value, name, value and so on.', checkHeaders),
    secret: true,
  },
  field('not_sep', 'Separator of the parts of not_headers; a comma if absent.', (value) =>
    [...value].length === 1 && !hasPipe(value) ? undefined : 'must be one character other than the pipe',
  ),
  field('http_err', 'Response statuses after which a notification is tried again.', (value) =>
    readStatuses(value) ? undefined : 'must be statuses from 100 to 599 separated by commas, without spaces',
  ),
  field(
    'app_url_origins',
    "Origins, besides that of url, that get auth, not_headers and signatures when an order's app_url names them.",
    checkOrigins,
  ),
  field(
    'max_orders_day',
    `Orders that the account may place in a day (UTC); ${DEFAULT_MAX_DAY} if absent.`,
    checkCount,
  ),
  field(
    'max_invitations_day',
    `Invitations by mail and text message that the account may send in a day (UTC); ${DEFAULT_MAX_DAY} if absent.`,
    checkCount,
  ),
  field(
    'test_invites',
    'With yes the invitations of orders with is_test go out; no or absent means outbox only.',
    (value) => (['yes', 'no'].includes(value) ? undefined : 'must be yes or no'),
  ),
  field(
    'expiry_days',
    `Days after its order after which an application expires, unless it is extended; ${DEFAULT_LIFETIME_DAYS} if absent.`,
    checkDays,
  ),
  field('remind_after', 'Days after the invitation after which a candidate is reminded; never if absent.', checkDays),
  field('remind_before', 'Days before the expiry at which a candidate is reminded; never if absent.', checkDays),
];

/** The keys whose values only the receiver may know. */
export const SECRET_KEYS: ReadonlySet<string> = new Set(
  ACCOUNT_CONFIG_FIELDS.filter((each) => each.secret).map((each) => each.name),
);

const FIELD_BY_NAME: ReadonlyMap<string, AccountConfigField> = new Map(
  ACCOUNT_CONFIG_FIELDS.map((entry) => [entry.name, entry]),
);

/**
 * Reads a stored config string. It never throws, because a text stored before a check existed must not stop the
 * account. An invalid value counts as absent. In a text that is no config string, every value counts as absent.
 */
export function readAccountConfig(text: string): AccountConfig {
  const parsed = parseConfigString(text);
  const pairs = 'pairs' in parsed ? parsed.pairs : [];
  const separator = separatorOf(pairs);
  const values = new Map(pairs.filter(([key, value]) => checkField(key, value, separator) === undefined));
  const headers = parseNotificationHeaders(values.get('not_headers') ?? '', separator);
  const method = values.get('not_method');
  const origins = parseAppUrlOrigins(values.get('app_url_origins') ?? '');
  return {
    ver: values.get('ver') ?? '1',
    url: values.get('url'),
    extNotify: values.get('ext_notify') === 'yes',
    auth: values.get('auth') || undefined,
    rdc: values.get('rdc'),
    cmp: (values.get('cmp') ?? '1') === '1' ? 'pipe' : 'array',
    method: method === '1' ? 'POST' : method === '2' ? 'GET' : 'PATCH',
    headers: 'headers' in headers ? headers.headers : [],
    retriedStatuses: readStatuses(values.get('http_err') ?? '') ?? [],
    appUrlOrigins: 'origins' in origins ? origins.origins : [],
    maxOrdersDay: Number(values.get('max_orders_day') ?? DEFAULT_MAX_DAY),
    maxInvitationsDay: Number(values.get('max_invitations_day') ?? DEFAULT_MAX_DAY),
    testInvites: values.get('test_invites') === 'yes',
    expiryDays: Number(values.get('expiry_days') ?? DEFAULT_LIFETIME_DAYS),
    remindAfter: readDays(values.get('remind_after')),
    remindBefore: readDays(values.get('remind_before')),
  };
}

/**
 * All faults of a config, in its order. Without faults `writeConfigString` accepts it. Unknown keys are no fault.
 * `not_headers` is checked with the `not_sep` of the same config, or with the comma when `not_sep` is at fault. No
 * detail repeats a value, so it may be logged.
 */
export function checkAccountConfig(pairs: readonly ConfigPair[]): ConfigFault[] {
  const separator = separatorOf(pairs);
  const faults: ConfigFault[] = [];
  const seen = new Set<string>();
  for (const [key, value] of pairs) {
    const detail = checkKey(key, seen) ?? checkField(key, value, separator);
    if (detail !== undefined) faults.push({ key, detail });
    seen.add(key);
  }
  return faults;
}

function field(name: string, meaning: string, check: AccountConfigField['check']): AccountConfigField {
  return { name, meaning, check, secret: false };
}

function checkKey(key: string, seen: ReadonlySet<string>): string | undefined {
  if (key === '') return 'a key must not be empty';
  if (hasPipe(key)) return 'a key must not hold a pipe';
  return seen.has(key) ? 'must not be given twice' : undefined;
}

function checkField(key: string, value: string, separator?: string): string | undefined {
  if (hasPipe(value)) return 'must not hold a pipe';
  return FIELD_BY_NAME.get(key)?.check(value, separator);
}

/** What separates the parts of `not_headers` in this config. */
export function separatorOf(pairs: readonly ConfigPair[]): string {
  const value = pairs.find(([key]) => key === 'not_sep')?.[1];
  return value === undefined || checkField('not_sep', value) !== undefined ? DEFAULT_SEPARATOR : value;
}

function anything(): undefined {
  return undefined;
}

function noControlCharacters(value: string): string | undefined {
  if (hasControlCharacter(value)) return 'must not hold control characters';
  return hasLoneSurrogate(value) ? 'must be valid Unicode text' : undefined;
}

// Each value is looked for in each reply that is stored. With thousands that would hold up everybody for a second.
const MAX_HEADERS = 100;

function checkHeaders(value: string, separator = DEFAULT_SEPARATOR): string | undefined {
  const read = parseNotificationHeaders(value, separator);
  if ('fault' in read) return read.fault;
  return read.headers.length > MAX_HEADERS ? `must not have more than ${MAX_HEADERS} headers` : undefined;
}

function checkOrigins(value: string): string | undefined {
  const read = parseAppUrlOrigins(value);
  return 'fault' in read ? read.fault : undefined;
}

function checkCount(value: string): string | undefined {
  return /^(?:0|[1-9][0-9]{0,8})$/.test(value) ? undefined : 'must be a number from 0 to 999999999';
}

// As long as applications live without it, because a longer time is surely not meant.
function checkDays(value: string): string | undefined {
  const isDays = /^[1-9][0-9]{0,3}$/.test(value) && Number(value) <= DEFAULT_LIFETIME_DAYS;
  return isDays ? undefined : `must be a number of days from 1 to ${DEFAULT_LIFETIME_DAYS}`;
}

const readDays = (value: string | undefined): number | undefined => (value === undefined ? undefined : Number(value));

function readStatuses(value: string): number[] | undefined {
  if (value === '') return [];
  if (!/^[1-5][0-9]{2}(?:,[1-5][0-9]{2})*$/.test(value)) return undefined;
  return [...new Set(value.split(',').map(Number))];
}
