import assert from 'node:assert/strict';
import { almostOurs } from '../../../src/config/almost-ours.js';
import { VARIABLES } from '../../../src/config/config.js';

describe('almostOurs', () => {
  const cases: [written: string, ours: string][] = [
    ['DATABSE_URL', 'DATABASE_URL'],
    ['DATABASE_URI', 'DATABASE_URL'],
    ['database_url', 'DATABASE_URL'],
    ['DATABASEURL', 'DATABASE_URL'],
    ['POP_DATABASE_URL', 'DATABASE_URL'],
    ['GATEWAY_DATABASE-URL', 'DATABASE_URL'],
    ['POP_GATEWAY_PORT', 'PORT'],
    ['PROT', 'PORT'],
    ['DEMO_PASSWROD', 'DEMO_PASSWORD'],
    ['LOGLEVEL', 'LOG_LEVEL'],
    ['TLS_CERTS', 'TLS_CERT'],
    ['NOTIFY_ALLOW_CIDR', 'NOTIFY_ALLOW_CIDRS'],
  ];
  for (const [written, ours] of cases) {
    it(`takes ${written} for ${ours}, and does not repeat the value`, () => {
      assert.deepEqual(almostOurs({ [written]: 's3cret' }), [`${written} is not read. Is it meant to be ${ours}?`]);
    });
  }

  it('says nothing of our own variables', () => {
    for (const name of Object.keys(VARIABLES)) assert.deepEqual(almostOurs({ [name]: 'x' }), []);
  });

  it('says nothing of what other programs read', () => {
    const names =
      'HOME HOSTNAME HOSTTYPE MAIL SHELL TERM LANG PATH PWD OLDPWD USER LOGNAME TZ TMPDIR EDITOR PAGER DISPLAY CI NODE_ENV ' +
      'NODE_OPTIONS NODE_EXTRA_CA_CERTS SSL_CERT_FILE PGHOST MYSQL_HOST MYSQL_URL REDIS_URL SMTP_FROM SMTP_HOST SMTP_PORT ' +
      'HTTP_PROXY HTTPS_PROXY NO_PROXY npm_config_registry KUBERNETES_PORT KUBERNETES_SERVICE_HOST POP_SERVICE_HOST PORTS HOSTS';
    assert.deepEqual(almostOurs(Object.fromEntries(names.split(' ').map((name) => [name, 'x']))), []);
    assert.deepEqual(almostOurs({ POP_PORT: 'tcp://10.0.0.1:80' }), []);
  });

  it('says nothing of an empty variable, nor beside the one that it might be meant to be', () => {
    assert.deepEqual(almostOurs({ DATABASE_URI: '' }), []);
    assert.deepEqual(almostOurs({ DATABASE_URI: 'x', DATABASE_URL: 'sqlite:a' }), []);
  });
});
