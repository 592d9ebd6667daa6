import assert from 'node:assert/strict';
import { publicUrlOf, readConfig, VARIABLES } from '../../../src/config/config.js';

const DAY = 24 * 60 * 60 * 1000;
const KEPT = {
  attempts: 90 * DAY,
  notifications: 400 * DAY,
  idempotencyKeys: 7 * DAY,
  auditLog: 3650 * DAY,
  figures: 8 * DAY,
};

describe('readConfig', () => {
  it('has a default for everything', () => {
    assert.deepEqual(readConfig({}), {
      host: '127.0.0.1',
      port: 8080,
      publicUrl: undefined,
      databaseUrl: 'sqlite:data/pop.sqlite',
      poolSize: 10,
      workers: 1,
      demo: true,
      reachable: false,
      demoPassword: undefined,
      notifyAllowCidrs: [],
      secretKeys: { keys: [], seals: false },
      tls: undefined,
      trustProxy: undefined,
      logLevel: 'info',
      requestsPerMinute: 1_200,
      chromiumPath: undefined,
      metricsToken: undefined,
      smtp: undefined,
      mailFrom: undefined,
      sms: undefined,
      outboxDir: 'data/outbox',
      retention: KEPT,
    });
  });

  it('takes an empty variable as not set', () => {
    const empty = Object.fromEntries(Object.keys(VARIABLES).map((name) => [name, '']));
    assert.deepEqual(readConfig(empty), readConfig({}));
  });

  it('gives what can not be changed', () => {
    assert.ok(Object.isFrozen(readConfig({})));
  });

  const accepted: { env: Record<string, string>; config: object }[] = [
    { env: { PORT: '0' }, config: { port: 0 } },
    { env: { DATABASE_URL: 'sqlite:data/pop.sqlite' }, config: { demo: true } },
    { env: { DATABASE_URL: 'sqlite:data/popp.sqlite' }, config: { demo: false } },
    { env: { DATABASE_URL: 'mysql://u@h/d' }, config: { demo: false } },
    { env: { DATABASE_URL: 'sqlite:other.sqlite', DEMO: '1' }, config: { demo: true } },
    { env: { DEMO: '0' }, config: { demo: false } },
    { env: { HOST: '::1' }, config: { reachable: false, demo: true } },
    { env: { HOST: '0.0.0.0', TRUST_PROXY: 'loopback' }, config: { reachable: true, demo: false } },
    { env: { TRUST_PROXY: 'loopback' }, config: { reachable: true, demo: false } },
    { env: { PUBLIC_URL: 'https://pop.example.com' }, config: { reachable: true, demo: false } },
    { env: { PUBLIC_URL: 'https://pop.example.com', DEMO: '1' }, config: { reachable: true, demo: true } },
    { env: { METRICS_TOKEN: 'a-token-of-16-up' }, config: { metricsToken: 'a-token-of-16-up' } },
    { env: { CHROMIUM_PATH: process.execPath }, config: { chromiumPath: process.execPath } },
    { env: { AUDIT_RETENTION_DAYS: 'never' }, config: { retention: { ...KEPT, auditLog: undefined } } },
    { env: { ATTEMPTS_RETENTION_DAYS: '1' }, config: { retention: { ...KEPT, attempts: DAY } } },
    { env: { PORT: '65535' }, config: { port: 65_535 } },
    { env: { PUBLIC_URL: 'https://pop.example.com/a//' }, config: { publicUrl: 'https://pop.example.com/a' } },
    { env: { HOST: '::1' }, config: { host: '::1' } },
    { env: { HOST: '0.0.0.0', TRUST_PROXY: 'loopback' }, config: { host: '0.0.0.0', trustProxy: 'loopback' } },
    { env: { TRUST_PROXY: '10.0.0.0/8, ::1' }, config: { trustProxy: '10.0.0.0/8, ::1' } },
    {
      env: { HOST: '0.0.0.0', TLS_CERT: 'c', TLS_KEY: 'k' },
      config: { tls: { certFile: 'c', keyFile: 'k' } },
    },
    {
      env: { NOTIFY_ALLOW_CIDRS: '127.0.0.0/8, ::1/128,' },
      config: { notifyAllowCidrs: ['127.0.0.0/8', '::1/128'] },
    },
  ];
  for (const { env, config } of accepted) {
    it(`accepts ${JSON.stringify(env)}`, () => {
      const read = readConfig(env) as unknown as Record<string, unknown>;
      for (const [key, value] of Object.entries(config)) assert.deepEqual(read[key], value, key);
    });
  }

  const refused: { env: Record<string, string>; words: RegExp }[] = [
    ...['65536', '-1', '80a', '080', '1e3', ' 80'].map((PORT) => ({ env: { PORT }, words: /^PORT is not valid/ })),
    ...['0', '01', '-1', '36501', 'Never', '1.5'].map((days) => ({
      env: { AUDIT_RETENTION_DAYS: days },
      words: /^AUDIT_RETENTION_DAYS is not valid: it must be a number from 1 to 36500, or never: all are kept$/,
    })),
    { env: { IDEMPOTENCY_RETENTION_DAYS: '6' }, words: /^IDEMPOTENCY_RETENTION_DAYS is not valid: .* from 7 to/ },
    ...['ftp://a', 'https://a?b=c', 'https://a#b', 'https://user@a', 'a'].map((PUBLIC_URL) => ({
      env: { PUBLIC_URL },
      words: /^PUBLIC_URL is not valid: it must be an http or https URL without query$/,
    })),
    ...['0', '1000', 'x'].map((DATABASE_POOL) => ({ env: { DATABASE_POOL }, words: /^DATABASE_POOL is not valid/ })),
    { env: { DATABASE_URL: 'nothing' }, words: /^DATABASE_URL is not valid/ },
    { env: { DEMO: 'yes' }, words: /^DEMO is not valid: it must be 0 or 1$/ },
    {
      env: { PUBLIC_URL: 'https://pop.example.com', DEMO: '1', DEMO_PASSWORD: 'demo-pass' },
      words:
        /^DEMO_PASSWORD is too weak where others can reach the gateway\. The password must be at least 12 characters/,
    },
    {
      env: { TRUST_PROXY: 'loopback', DEMO: '1', DEMO_PASSWORD: 'qwerty123456' },
      words: /^DEMO_PASSWORD is too weak .* many people use\.$/,
    },
    { env: { DATABASE_URL: 'mysql://u@h/d', DEMO: '1' }, words: /^DEMO=1 is for the embedded database: .* server/ },
    { env: { DEMO_PASSWORD: 'x'.repeat(73) }, words: /^DEMO_PASSWORD is not valid: it must be 1 to 72 bytes of UTF-8/ },
    { env: { DEMO_PASSWORD: 'ü'.repeat(37) }, words: /^DEMO_PASSWORD is not valid: it must be 1 to 72 bytes of UTF-8/ },
    {
      env: { DEMO_PASSWORD: 'a\u0085' },
      words: /^DEMO_PASSWORD is not valid: .* without control characters; at least 12 characters where others/,
    },
    { env: { LOG_LEVEL: 'loud' }, words: /^LOG_LEVEL is not valid/ },
    { env: { REQUESTS_PER_MINUTE: '0' }, words: /^REQUESTS_PER_MINUTE is not valid/ },
    { env: { WORKERS: '0' }, words: /^WORKERS is not valid: it must be a number from 1 to 99, or auto/ },
    {
      env: { WORKERS: '2', DATABASE_URL: 'sqlite::memory:' },
      words: /^WORKERS is more than 1, but DATABASE_URL names a database in memory/,
    },
    ...['somewhere', '10.0.0.0/33', '1.2.3', '0.0.0.0/0', '::/129', '10.0.0.1,', '1.2.3.4/8/8', 'true'].map(
      (TRUST_PROXY) => ({ env: { TRUST_PROXY }, words: /^TRUST_PROXY is not valid/ }),
    ),
    ...['chromium', '/no/such/chromium', import.meta.dirname, import.meta.filename].map((CHROMIUM_PATH) => ({
      env: { CHROMIUM_PATH },
      words: /^CHROMIUM_PATH is not valid: it must be the absolute path of a Chromium that exists and can be run$/,
    })),
    { env: { TLS_CERT: 'c' }, words: /^TLS_CERT and TLS_KEY go together/ },
    { env: { TLS_KEY: 'k' }, words: /^TLS_CERT and TLS_KEY go together/ },
    ...['0.0.0.0', '::', '192.0.2.1', 'gateway', '127.0.0.1.example.com'].map((HOST) => ({
      env: { HOST },
      words: /^HOST is not a loopback address.*TLS_CERT and TLS_KEY, or TRUST_PROXY/,
    })),
  ];
  for (const { env, words } of refused) {
    it(`refuses ${JSON.stringify(env).slice(0, 60)}`, () => assert.throws(() => readConfig(env), { message: words }));
  }

  it('names all faults together and repeats no value', () => {
    assert.throws(
      () => readConfig({ PORT: 's3cret', DATABASE_POOL: 's3cret', DATABASE_URL: 's3cret' }),
      (error: Error) => {
        const names = error.message.split('\n').map((line) => line.split(' ')[0]);
        assert.deepEqual(names.sort(), ['DATABASE_POOL', 'DATABASE_URL', 'PORT']);
        assert.doesNotMatch(error.message, /s3cret/);
        return true;
      },
    );
  });
});

describe('publicUrlOf', () => {
  const cases: { env: Record<string, string>; url: string }[] = [
    { env: {}, url: 'http://127.0.0.1:4711' },
    { env: { HOST: '::1' }, url: 'http://[::1]:4711' },
    { env: { TLS_CERT: 'c', TLS_KEY: 'k' }, url: 'https://127.0.0.1:4711' },
    { env: { PUBLIC_URL: 'https://pop.example.com/' }, url: 'https://pop.example.com' },
  ];
  for (const { env, url } of cases) {
    it(`is ${url} for ${JSON.stringify(env)}`, () => assert.equal(publicUrlOf(readConfig(env), 4711), url));
  }
});
