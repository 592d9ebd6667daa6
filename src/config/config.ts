import { accessSync, constants, statSync } from 'node:fs';
import { isIP } from 'node:net';
import { availableParallelism } from 'node:os';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { DATABASE_URL_FORMS, DEFAULT_DATABASE_URL, isEmbedded, isPrivate } from '../../db/connection/connect.js';
import {
  faultsOfInvitations,
  type InvitationConfig,
  invitationConfig,
  INVITATION_VARIABLES,
} from './invitation-config.js';
import { checkNewPassword } from '../../engine/sign-in/check-new-password.js';
import { normalForm } from '../../engine/sign-in/normal-form.js';
import { isLoopback } from './is-loopback.js';
import { readSecretKeys } from './secret-keys.js';
import { type SecretKeys } from '../../engine/secrets/secret-box.js';
import { type Retention, RETENTION_VARIABLES, retentionConfig } from './retention-config.js';
import { type Variable } from './variable.js';

/** The program's configuration, read once from the environment. */
export interface Config extends InvitationConfig {
  readonly host: string;
  readonly port: number;
  /** Has no slash at its end. If undefined, it is the address listened on. */
  readonly publicUrl: string | undefined;
  /** Whether others than this machine may reach us, by the address or through a proxy. */
  readonly reachable: boolean;
  readonly databaseUrl: string;
  readonly poolSize: number;
  /** How many processes serve the port. */
  readonly workers: number;
  /** Whether an empty database is filled with the demo. */
  readonly demo: boolean;
  readonly demoPassword: string | undefined;
  readonly notifyAllowCidrs: string[];
  readonly secretKeys: SecretKeys;
  readonly tls: { certFile: string; keyFile: string } | undefined;
  /** Express' `trust proxy`: the addresses whose X-Forwarded-* headers are believed. */
  readonly trustProxy: string | undefined;
  /** What Prometheus must send to read the metrics. */
  readonly metricsToken: string | undefined;
  readonly logLevel: string;
  readonly requestsPerMinute: number;
  /** The path of the program that prints reports. */
  readonly chromiumPath: string | undefined;
  readonly retention: Retention;
}

/**
 * Every variable, what it means and what is valid. The check at the start and the table of the README are made from
 * this.
 */
export const VARIABLES: Record<string, Variable> = {
  HOST: {
    meaning: 'address to listen on; one that is not loopback needs TLS_CERT and TLS_KEY, or TRUST_PROXY',
    default: '127.0.0.1',
    schema: { pattern: '^[A-Za-z0-9.:_-]+$' },
    valid: 'a host name or an address',
  },
  PORT: {
    meaning: 'port to listen on; 0 lets the system choose',
    default: '8080',
    schema: {
      pattern: '^([0-9]|[1-9][0-9]{1,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$',
    },
    valid: 'a number from 0 to 65535',
  },
  PUBLIC_URL: {
    meaning: 'the URL by which the outside reaches us; links to candidates begin with it',
    default: 'the address that it listens on',
    schema: { pattern: '^https?://[^\\s/?#@]+(/[^\\s?#]*)?$' },
    valid: 'an http or https URL without query',
  },
  DATABASE_URL: {
    meaning: 'the database: the embedded one in a file, or a server',
    default: DEFAULT_DATABASE_URL,
    schema: { pattern: '^[a-z]+:.+$' },
    valid: `a URL such as ${DATABASE_URL_FORMS}`,
  },
  DATABASE_POOL: {
    meaning: 'maximum number of connections to a database server, per process',
    default: '10',
    schema: { pattern: '^[1-9][0-9]{0,2}$' },
    valid: 'a number from 1 to 999',
  },
  WORKERS: {
    meaning: 'processes that serve the port; auto: one for each processor',
    default: '1',
    schema: { pattern: '^([1-9]|[1-9][0-9]|auto)$' },
    valid: 'a number from 1 to 99, or auto',
  },
  DEMO: {
    meaning: 'whether an empty embedded database is filled with the demo',
    default: '1 for the default DATABASE_URL on loopback without PUBLIC_URL and TRUST_PROXY, else 0',
    schema: { enum: ['0', '1'] },
    valid: '0 or 1',
  },
  DEMO_PASSWORD: {
    meaning: 'password that the users of the demo get at this start',
    default: 'generated and printed once',
    schema: { pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f]+$' },
    // bcrypt would ignore the rest without a word.
    check: (text) => Buffer.byteLength(normalForm(text)) <= 72,
    valid:
      '1 to 72 bytes of UTF-8 without control characters; at least 12 characters where others can reach the gateway',
  },
  NOTIFY_ALLOW_CIDRS: {
    meaning: 'address ranges that are not public but may get notifications, comma-separated',
    default: 'none',
    schema: { pattern: '^[0-9A-Fa-f.:/, ]*$' },
    valid: 'comma-separated CIDR ranges such as 127.0.0.0/8',
  },
  SECRETS_KEY: {
    meaning: 'keys for secrets in the database, comma-separated: the first encrypts, all decrypt',
    default: 'none: they are stored in clear',
    schema: { pattern: '^[A-Za-z0-9_, -]+$' },
    check: (text) => readSecretKeys(text) !== undefined,
    valid: 'different keys of 32 bytes, each 64 hex digits or 43 of base64url; clear may stand before them',
  },
  TLS_CERT: {
    meaning: 'file with the certificate (chain), PEM',
    default: 'no TLS',
    schema: { pattern: '.' },
    valid: 'the path of a PEM file',
  },
  TLS_KEY: {
    meaning: 'file with its private key, PEM',
    default: 'no TLS',
    schema: { pattern: '.' },
    valid: 'the path of a PEM file',
  },
  TRUST_PROXY: {
    meaning: 'addresses of the proxy that ends TLS, whose X-Forwarded-* headers are believed',
    default: 'none',
    schema: { pattern: '^[0-9A-Za-z.:/, ]+$' },
    check: (text) => text.split(',').every((part) => isProxy(part.trim())),
    valid: 'comma-separated addresses or CIDR ranges, or loopback, linklocal, uniquelocal',
  },
  METRICS_TOKEN: {
    meaning: 'bearer token that reading /metrics needs',
    default: 'none: anybody who reaches it',
    schema: { pattern: '^[A-Za-z0-9._~+/=-]{16,255}$' },
    valid: '16 to 255 letters, digits or ._~+/=-',
  },
  LOG_LEVEL: {
    meaning: 'how much is logged',
    default: 'info',
    schema: { enum: ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] },
    valid: 'fatal, error, warn, info, debug, trace or silent',
  },
  REQUESTS_PER_MINUTE: {
    meaning: 'requests that a user may make in a minute, of all WORKERS together',
    default: '1200',
    schema: { pattern: '^[1-9][0-9]{0,8}$' },
    valid: 'a number of at least 1',
  },
  CHROMIUM_PATH: {
    meaning: 'program that prints reports as PDF',
    default: 'no PDF',
    schema: { pattern: '^/' },
    check: isProgram,
    valid: 'the absolute path of a Chromium that exists and can be run',
  },
  ...INVITATION_VARIABLES,
  ...RETENTION_VARIABLES,
};

/**
 * Reads and checks the configuration. The result is frozen. Throws an Error that names every faulty variable and what
 * is valid. HTTP Basic sends the password itself. An address beyond loopback is therefore refused, unless TLS or a
 * proxy that ends TLS is configured.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const isValid = textCheck();
  const set = (name: string): string | undefined => (env[name] === '' ? undefined : env[name]);
  const faults = Object.entries(VARIABLES).flatMap(([name, { schema, check, valid }]) => {
    const value = set(name);
    // The value stays out of the message: it may be a password.
    return value === undefined || (isValid(schema, value) && check?.(value) !== false)
      ? []
      : [`${name} is not valid: it must be ${valid}`];
  });
  const get = (name: string): string => set(name) ?? VARIABLES[name]!.default;
  const [cert, key, proxy] = [set('TLS_CERT'), set('TLS_KEY'), set('TRUST_PROXY')];
  if ((cert === undefined) !== (key === undefined)) faults.push('TLS_CERT and TLS_KEY go together: set both or none');
  const tls = cert !== undefined && key !== undefined ? { certFile: cert, keyFile: key } : undefined;
  faults.push(...faultsOfInvitations(set));
  if (set('DEMO') === '1' && !isEmbedded(get('DATABASE_URL'))) faults.push(DEMO_ON_A_SERVER);
  const workers = get('WORKERS') === 'auto' ? availableParallelism() : Number(get('WORKERS'));
  if (workers > 1 && isPrivate(get('DATABASE_URL'))) faults.push(WORKERS_WITHOUT_A_FILE);
  if (!isLoopback(get('HOST')) && !tls && proxy === undefined) faults.push(PLAIN_HTTP);
  const reachable = !isLoopback(get('HOST')) || set('PUBLIC_URL') !== undefined || proxy !== undefined;
  const weak = reachable && set('DEMO') === '1' ? weaknessOf(set('DEMO_PASSWORD')) : undefined;
  if (weak !== undefined) faults.push(weak);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return Object.freeze({
    host: get('HOST'),
    port: Number(get('PORT')),
    publicUrl: set('PUBLIC_URL')?.replace(/\/+$/, ''),
    databaseUrl: get('DATABASE_URL'),
    poolSize: Number(get('DATABASE_POOL')),
    workers,
    reachable,
    // A mistyped DATABASE_URL makes a new database. It must not get users whose names anybody knows, and neither must a
    // gateway that others can reach.
    demo: (set('DEMO') ?? (get('DATABASE_URL') === DEFAULT_DATABASE_URL && !reachable ? '1' : '0')) === '1',
    demoPassword: set('DEMO_PASSWORD'),
    notifyAllowCidrs: (set('NOTIFY_ALLOW_CIDRS') ?? '').split(',').flatMap((range) => range.trim() || []),
    secretKeys: readSecretKeys(set('SECRETS_KEY'))!,
    tls,
    trustProxy: proxy,
    metricsToken: set('METRICS_TOKEN'),
    logLevel: get('LOG_LEVEL'),
    requestsPerMinute: Number(get('REQUESTS_PER_MINUTE')),
    chromiumPath: set('CHROMIUM_PATH'),
    ...invitationConfig(set),
    retention: retentionConfig(get),
  });
}

/** Gives the URL at which others reach a server that listens on that port. */
export function publicUrlOf({ publicUrl, host, tls }: Config, port: number): string {
  return publicUrl ?? `${tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

const PLAIN_HTTP =
  'HOST is not a loopback address, and HTTP Basic over plain HTTP would send passwords in the clear: ' +
  'set TLS_CERT and TLS_KEY, or TRUST_PROXY if a proxy before us ends TLS';

function weaknessOf(demoPassword: string | undefined): string | undefined {
  const fault = demoPassword === undefined ? undefined : checkNewPassword(demoPassword);
  return fault === undefined ? undefined : `DEMO_PASSWORD is too weak where others can reach the gateway. ${fault}`;
}

const DEMO_ON_A_SERVER = 'DEMO=1 is for the embedded database: DATABASE_URL names a server, which never gets the demo';

const WORKERS_WITHOUT_A_FILE =
  'WORKERS is more than 1, but DATABASE_URL names a database in memory, which only one process can have: use a file or a server';

/** Returns the check of a text. One validator serves all variables, and no schema of a variable is checked here. */
function textCheck(): (schema: Variable['schema'], value: string) => boolean {
  const ajv = new Ajv2020({ meta: false, validateSchema: false });
  return (schema, value) => ajv.validate({ type: 'string', ...schema }, value);
}

// The text is an address, a range of addresses or one of Express' names. A range of all addresses (/0) is refused,
// because not all of them are our proxies.
function isProxy(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const longest = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0;
  if (longest === 0) return ['loopback', 'linklocal', 'uniquelocal'].includes(text);
  return more.length === 0 && (bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= longest));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
