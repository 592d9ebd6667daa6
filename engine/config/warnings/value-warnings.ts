import { ACCOUNT_CONFIG_FIELDS, type AccountConfig } from '../account-config.js';
import { isOnThisMachine } from '../app-url-origins.js';
import { mainScoreWarnings, type ReducedPosition } from './main-score-warnings.js';
import { nearestWord } from '../nearest-word.js';
import { HEADERS_OF_OURS } from '../notification-headers.js';
import { originAsWritten } from '../notification-origin.js';
import { type Warning, warning } from '../../warning.js';

/** What a rule reads: the config after a change, and what the change was about. */
interface Ruled {
  config: AccountConfig;
  /** The values as they are stored, by their key. */
  values: ReadonlyMap<string, string>;
  /** The keys that the change names. */
  keys: ReadonlySet<string>;
  positions: readonly ReducedPosition[];
}

type Rule = (ruled: Ruled) => Warning[];

/** The rules about values. A detail says what will happen, and never repeats a value that may be a secret. */
export const VALUE_RULES: readonly Rule[] = [
  plainHttp,
  onlyOneTry,
  triedAfterDelivery,
  otherMethod,
  noBody,
  noPipeString,
  noPassword,
  twoAuthorizations,
  headersOfOurs,
  noMainScore,
  noReminder,
  misspeltKeys,
];

function plainHttp({ config: { url }, keys }: Ruled): Warning[] {
  const origin = url === undefined ? undefined : originAsWritten(url);
  if (!keys.has('url') || origin === undefined || !origin.startsWith('http:') || isOnThisMachine(origin)) return [];
  const detail =
    'notifications go over http, so everybody on the way can read them, with auth and not_headers, and answer in the ' +
    "partner's name. Use https if the partner has it";
  return [warning('url', detail)];
}

function onlyOneTry({ config, values, keys }: Ruled): Warning[] {
  const sent = config.url !== undefined && (keys.has('url') || keys.has('http_err'));
  const emptied = keys.has('http_err') && values.get('http_err') === '';
  if (config.retriedStatuses.length > 0 || (!sent && !emptied)) return [];
  const detail =
    'no status is listed, so every answer but 200 is final: a notification that meets one 500 or 503 is not sent ' +
    'again. List what will pass, such as 429,500,502,503,504';
  return [warning('http_err', detail)];
}

function triedAfterDelivery({ config, keys }: Ruled): Warning[] {
  if (!keys.has('http_err') || !config.retriedStatuses.includes(200)) return [];
  return [warning('http_err', '200 means delivered, so it is never tried again although it is listed')];
}

// What a person may write who means PATCH: a number of its own, the word, nothing.
const PATCH = /^(?:0|[3-9]|[1-9][0-9]+|patch)?$/i;

function otherMethod({ values, keys }: Ruled): Warning[] {
  const value = values.get('not_method');
  if (!keys.has('not_method') || value === undefined || /^[12]$/.test(value) || PATCH.test(value)) return [];
  const detail = 'the value is neither 1 (POST) nor 2 (GET), so notifications are sent by PATCH';
  return [warning('not_method', detail)];
}

const NO = /^(?:no?|false|off|none|never|0)?$/i;

function noBody({ values, keys }: Ruled): Warning[] {
  const value = values.get('ext_notify');
  if (!keys.has('ext_notify') || value === undefined || value === 'yes' || NO.test(value)) return [];
  return [warning('ext_notify', 'only the value yes asks for the JSON body, so notifications are sent without one')];
}

// Values other than 1 by which the pipe string may be meant.
const PIPE_STRING = /^(?:0*1\.?0*|y|yes|true|on|pipe.*|text|string)$/i;

function noPipeString({ values, keys }: Ruled): Warning[] {
  const value = values.get('cmp');
  if (!keys.has('cmp') || value === undefined || value === '1' || !PIPE_STRING.test(value.trim())) return [];
  return [warning('cmp', 'only the value 1 asks for the pipe string, so internal requests get fields as a JSON array')];
}

function noPassword({ config: { auth }, keys }: Ruled): Warning[] {
  if (!keys.has('auth') || auth === undefined || auth.includes(':')) return [];
  const detail =
    'the value has no colon, so the receiver gets no user and password in Authorization: Basic. Give user:password as ' +
    'it is, without the word Basic and not in base64; for another scheme set Authorization in not_headers';
  return [warning('auth', detail)];
}

function twoAuthorizations({ config, keys }: Ruled): Warning[] {
  const both = config.auth !== undefined && config.headers.some(([name]) => name.toLowerCase() === 'authorization');
  if (!both || !(keys.has('auth') || keys.has('not_headers'))) return [];
  return [
    warning('not_headers', 'its Authorization is sent in place of auth, which is not sent. Remove one of the two'),
  ];
}

function headersOfOurs({ config, keys }: Ruled): Warning[] {
  const names = config.headers.map(([name]) => name).filter((name) => HEADERS_OF_OURS.includes(name.toLowerCase()));
  if (!keys.has('not_headers') || names.length === 0) return [];
  return [
    warning('not_headers', `the gateway sets ${names.join(' and ')} itself, so the value given here is not sent`),
  ];
}

function noMainScore({ config: { rdc }, keys, positions }: Ruled): Warning[] {
  if (!keys.has('rdc')) return [];
  const names = new Set(positions.flatMap(({ reducers }) => reducers.map(({ name }) => name)));
  if (rdc === undefined || names.has(rdc)) return mainScoreWarnings(positions, rdc);
  const what = 'so scores and reports have no main score';
  const detail =
    names.size === 0
      ? `the account has no position with a reducer, ${what}`
      : `no position of the account has a reducer of this name, ${what}. Its positions have ${[...names].join(', ')}`;
  return [warning('rdc', detail)];
}

function noReminder({ config, keys }: Ruled): Warning[] {
  const { expiryDays } = config;
  const late = ([key, days]: [string, number | undefined]): Warning[] => {
    if (days === undefined || days < expiryDays || !(keys.has(key) || keys.has('expiry_days'))) return [];
    return [warning(key, `applications expire ${expiryDays} days after their order, so nobody gets this reminder`)];
  };
  return [...late(['remind_after', config.remindAfter]), ...late(['remind_before', config.remindBefore])];
}

const KNOWN = ACCOUNT_CONFIG_FIELDS.map((field) => field.name);

function misspeltKeys({ values, keys }: Ruled): Warning[] {
  return [...keys].flatMap((key) => {
    if (KNOWN.includes(key) || !values.has(key)) return [];
    const meant = knownKeyLike(key);
    return meant === undefined
      ? []
      : [warning(key, `the gateway does not know this key and does nothing with it; most likely ${meant} is meant`)];
  });
}

function knownKeyLike(key: string): string | undefined {
  const plain = key.trim().toLowerCase().replaceAll(/[-. ]/g, '_');
  return (
    KNOWN.find((known) => bare(known) === bare(plain)) ??
    nearestWord(plain, KNOWN) ??
    KNOWN.find((known) => known.length > SHORT && isLonger(plain, known))
  );
}

// http_error and http_errors are further from http_err than a slip.
const SHORT = 4;
const isLonger = (key: string, known: string): boolean => key.startsWith(known) && key.length - known.length <= 3;

const bare = (name: string): string => name.replaceAll('_', '');
