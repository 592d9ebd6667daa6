import assert from 'node:assert/strict';
import { Webhook } from 'standardwebhooks';
import { writeTransaction } from '../../db/connection/transaction.js';
import { saveSigningSecrets } from '../../db/notifications/notification-accounts.js';
import { outcomeOf } from '../../engine/notification/outcome.js';
import { loadDocument } from '../../src/document/openapi.js';
import { schemaCompiler } from '../../src/document/openapi-ajv.js';
import {
  dereference,
  type MediaType,
  type Method,
  METHODS,
  type Parameter,
} from '../../src/document/openapi-document.js';
import { type Deliverer } from '../../src/sending/endpoint/deliver.js';
import { type Gateway, startGateway } from '../support/app.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { localDeliverer } from '../support/deliverer.js';
import { type Receiver, startReceiver } from '../support/receiver.js';
import { type Seed, seedOf } from '../support/seed.js';
import { shortNotifier } from '../support/short-notifier.js';
import { waitUntil } from '../support/wait-until.js';

const document = loadDocument();
const { parameters = [], ...methods } = document.webhooks['applicationCompleted']!;
const documented = parameters.map((one) => dereference<Parameter>(document, one));
const checkText = schemaCompiler(document, { coerce: true });
const checkBody = schemaCompiler(document);

// Those that OpenAPI says elsewhere, and those of HTTP itself.
const NOT_PARAMETERS = ['accept-encoding', 'authorization', 'connection', 'content-length', 'content-type', 'host'];
const SECRETS = ['a secret of 24 bytes....', 'another one of 24 bytes.'].map(
  (text) => `whsec_${Buffer.from(text).toString('base64')}`,
);

interface Come {
  method: Method;
  headers: Record<string, string>;
  body: string;
}

function readRequest(request: string): Come {
  const [head = '', body = ''] = request.split('\r\n\r\n');
  const [line = '', ...lines] = head.split('\r\n');
  const headers = lines.map((text) => [text.split(': ', 1)[0]!.toLowerCase(), text.slice(text.indexOf(': ') + 2)]);
  return {
    method: line.split(' ', 1)[0]!.toLowerCase() as Method,
    headers: Object.fromEntries(headers) as Record<string, string>,
    body,
  };
}

/** Asserts that the document has all of the request, and that the request has what the document requires. */
function assertDocumented({ method, headers, body }: Come): void {
  const webhook = methods[method];
  assert.ok(webhook, method);
  const names = Object.keys(headers).filter((name) => name !== 'user-agent' && !NOT_PARAMETERS.includes(name));
  const known = documented.map(({ name }) => name);
  assert.deepEqual(names.filter((name) => !known.includes(name)), []); // prettier-ignore
  for (const { name, required, schema } of documented) {
    const value = headers[name];
    if (value === undefined) assert.ok(!required, name);
    else assert.deepEqual(checkText({ type: 'object', properties: { [name]: schema } })({ [name]: value }), [], name);
  }
  if (body === '') return;
  const { content } = dereference(document, webhook.requestBody);
  const { schema } = content[headers['content-type']!] as MediaType;
  assert.deepEqual(checkBody(schema)(JSON.parse(body)), []);
  const { properties } = dereference(document, schema) as { properties: object };
  assert.deepEqual(Object.keys(JSON.parse(body) as object).filter((key) => !(key in properties)), []); // prettier-ignore
}

const cases: { name: string; config: string; method: Method; hasBody: boolean; secrets: string[] }[] = [
  { name: 'PATCH', config: '', method: 'patch', hasBody: false, secrets: [] },
  { name: 'POST', config: 'not_method|1', method: 'post', hasBody: false, secrets: SECRETS.slice(1) },
  { name: 'GET', config: 'not_method|2', method: 'get', hasBody: false, secrets: SECRETS },
  { name: 'PATCH with a body', config: 'ext_notify|yes', method: 'patch', hasBody: true, secrets: SECRETS },
  { name: 'POST with a body', config: 'not_method|1|ext_notify|yes', method: 'post', hasBody: true, secrets: [] },
  { name: 'GET with a body', config: 'not_method|2|ext_notify|yes', method: 'get', hasBody: true, secrets: SECRETS },
];

describeOnEachDatabase('the webhook of openapi.yaml', (create) => {
  let receiver: Receiver;
  let gateway: Gateway;
  let loop: ReturnType<typeof shortNotifier>;
  let deliverer: Deliverer;
  let seed: Seed;
  let save: (accountId: string, secrets: string[]) => Promise<unknown>;

  before(async () => {
    receiver = await startReceiver();
    deliverer = localDeliverer();
    const { db } = await create();
    seed = seedOf(db);
    save = (accountId, secrets) => writeTransaction(db, (trx) => saveSigningSecrets(trx, accountId, secrets));
    gateway = await startGateway(db, { deliver: (delivery) => deliverer.deliver(delivery) });
    loop = shortNotifier(db);
  });
  after(async () => {
    await loop.stop();
    await gateway.close();
    await deliverer.close();
    await receiver.close();
  });

  /** The request that comes of this call on an account with this config. */
  async function sent(config: string, secrets: string[], call: 'complete' | 'test'): Promise<Come> {
    const url = `url|http://127.0.0.1:${receiver.port}/done|auth|ann:hush`;
    const partner = await seed.partner({ kind: 'internal', config: config === '' ? url : `${url}|${config}` });
    await save(partner.accountId, secrets);
    const path = call === 'test' ? 'test-notification' : `assessments/${await seed.application(partner)}/complete`;
    const before = receiver.requests.length;
    const { status } = await gateway.resource(partner.user, 'POST', `/v1/accounts/${partner.accountId}/${path}`);
    assert.equal(status, 200);
    return readRequest(await waitUntil('the notification', () => receiver.requests[before]));
  }

  for (const { name, config, method, hasBody, secrets } of cases) {
    for (const call of ['complete', 'test'] as const) {
      it(`describes what is sent: ${name}, ${call === 'test' ? 'a test' : 'an application'}`, async () => {
        const come = await sent(config, secrets, call);
        assert.deepEqual([come.method, come.body !== ''], [method, hasBody]);
        assertDocumented(come);
        assert.equal('webhook-test' in come.headers, call === 'test');
        assert.equal('webhook-signature' in come.headers, secrets.length > 0);
      });
    }
  }

  it('shows a signature that a library of Standard Webhooks verifies', async () => {
    const { headers, body } = await sent('ext_notify|yes', SECRETS, 'complete');
    for (const secret of SECRETS) new Webhook(secret).verify(body, headers);
  });
});

describe('the answers of the webhook of openapi.yaml', () => {
  it('are one that is delivered, and all others', () => {
    for (const { responses } of METHODS.flatMap((method) => methods[method] ?? [])) {
      assert.deepEqual(Object.keys(responses), ['200', 'default']);
    }
    const statuses = Array.from({ length: 500 }, (_, index) => 100 + index);
    assert.deepEqual(statuses.filter((status) => outcomeOf({ status }, []) === 'delivered'), [200]); // prettier-ignore
  });
});
