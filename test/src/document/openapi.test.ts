import assert from 'node:assert/strict';
import { type Fault } from '../../../engine/fault.js';
import { type Check } from '../../../middleware/validate.js';
import { compileOperations, loadDocument } from '../../../src/document/openapi.js';
import { compileCommands } from '../../../src/document/openapi-commands.js';

const operations = compileOperations(loadDocument());
const operationOf = (id: string) => {
  const operation = operations.get(id);
  assert.ok(operation, id);
  return operation;
};

const placesOf = (faults: Fault[] | undefined) => faults?.map(({ pointer, keyword }) => `${pointer} ${keyword}`).sort();

describe('compileOperations', () => {
  it('has a schema that compiles for every part of every operation and command', () => {
    const checks = [
      ...[...operations.values()].flatMap(({ checks }) => Object.values(checks as Record<string, Check>)),
      ...compileCommands(loadDocument()).values(),
    ];
    assert.ok(checks.length > operations.size);
    for (const check of checks) assert.ok(Array.isArray(check({})));
  });

  it("gives each operation its method, its path in Express' spelling and its statuses", () => {
    const { method, path, statuses, body } = operationOf('extendApplication');
    assert.deepEqual(
      { method, path, body },
      { method: 'post', path: '/v1/accounts/:account_id/assessments/:application_id/extend', body: 'required' },
    );
    for (const status of [200, 409, 410]) assert.ok(statuses.includes(status), String(status));
  });

  it('tells which operations need a sign-in', () => {
    const open = [...operations.values()].filter(({ security }) => !security).map(({ operationId }) => operationId);
    assert.deepEqual(open, ['livez', 'readyz', 'metrics', 'openapiYaml', 'openapiJson', 'docs', 'adminSignIn']);
  });

  it('turns query values into their types and fills in defaults, in place', () => {
    const query: Record<string, unknown> = { limit: '7' };
    assert.deepEqual(operationOf('listApplications').checks.query?.(query), []);
    assert.deepEqual(query, { limit: 7, status: 'incomplete' });
  });

  it('leaves a body as it was sent', () => {
    const body = { position_id: 7, is_test: 'true' };
    assert.deepEqual(placesOf(operationOf('createApplication').checks.body?.(body)), ['/is_test type']);
    assert.deepEqual(body, { position_id: 7, is_test: 'true' });
  });

  it('leaves the parameters of a command to the check of that command', () => {
    assert.deepEqual(operationOf('command').checks.body?.({ command: 'application_fly' }), []);
  });

  const refusals: {
    name: string;
    operation: string;
    part: 'params' | 'query' | 'headers' | 'body';
    send: object;
    faults: string[];
  }[] = [
    {
      name: 'an id with a leading zero',
      operation: 'listPositions',
      part: 'params',
      send: { account_id: '01' },
      faults: ['/account_id format'],
    },
    {
      name: 'an id past 2^64-1',
      operation: 'listPositions',
      part: 'params',
      send: { account_id: '18446744073709551616' },
      faults: ['/account_id format'],
    },
    {
      name: 'an unknown query parameter',
      operation: 'whoami',
      part: 'query',
      send: { x: '1' },
      faults: ['/x additionalProperties'],
    },
    {
      name: 'a limit that is none',
      operation: 'listApplications',
      part: 'query',
      send: { limit: 'ten' },
      faults: ['/limit type'],
    },
    {
      name: 'a limit of 0',
      operation: 'listApplications',
      part: 'query',
      send: { limit: '0' },
      faults: ['/limit minimum'],
    },
    {
      name: 'a limit of 1001',
      operation: 'listApplications',
      part: 'query',
      send: { limit: '1001' },
      faults: ['/limit maximum'],
    },
    {
      name: 'a limit given twice',
      operation: 'listApplications',
      part: 'query',
      send: { limit: ['1', '2'] },
      faults: ['/limit type'],
    },
    {
      name: 'an unknown status',
      operation: 'listApplications',
      part: 'query',
      send: { status: 'open' },
      faults: ['/status enum'],
    },
    {
      name: 'a day that does not exist',
      operation: 'listApplications',
      part: 'query',
      send: { updated_since: '2026-02-30' },
      faults: ['/updated_since format'],
    },
    {
      name: 'a time without an offset',
      operation: 'listApplications',
      part: 'query',
      send: { updated_since: '2026-02-03T04:05:06' },
      faults: ['/updated_since format'],
    },
    {
      name: 'a leap second, which has no instant of its own',
      operation: 'listApplications',
      part: 'query',
      send: { updated_since: '2016-12-31T23:59:60Z' },
      faults: ['/updated_since format'],
    },
    {
      name: 'a cursor with strange characters',
      operation: 'listApplications',
      part: 'query',
      send: { cursor: 'a+b' },
      faults: ['/cursor pattern'],
    },
    {
      name: 'an idempotency key with a space',
      operation: 'createApplication',
      part: 'headers',
      send: { 'idempotency-key': 'a b' },
      faults: ['/idempotency-key pattern'],
    },
    {
      name: 'an idempotency key of 256 characters',
      operation: 'createApplication',
      part: 'headers',
      send: { 'idempotency-key': 'k'.repeat(256) },
      faults: ['/idempotency-key maxLength'],
    },
    {
      name: 'an order of nothing',
      operation: 'createApplication',
      part: 'body',
      send: {},
      faults: ['/position_id required'],
    },
    {
      name: 'an unknown key in an order',
      operation: 'createApplication',
      part: 'body',
      send: { position_id: '1', x: 1 },
      faults: ['/x additionalProperties'],
    },
    {
      name: 'an unknown key in a field',
      operation: 'createApplication',
      part: 'body',
      send: { position_id: '1', fields: [{ n: 'a', v: 'b', x: 1 }] },
      faults: ['/fields/0/x unevaluatedProperties'],
    },
    {
      name: 'an app_url without a place for the id',
      operation: 'createApplication',
      part: 'body',
      send: { position_id: '1', app_url: 'https://a.example/' },
      faults: ['/app_url pattern'],
    },
    {
      name: 'an expiry that is a time',
      operation: 'extendApplication',
      part: 'body',
      send: { expires: '2030-12-31T00:00:00Z' },
      faults: ['/expires format'],
    },
    {
      name: 'a config change of nothing',
      operation: 'setAccountConfig',
      part: 'body',
      send: { fields: [] },
      faults: ['/fields minItems'],
    },
  ];
  for (const { name, operation, part, send, faults } of refusals) {
    it(`refuses ${name}`, () => {
      const found = operationOf(operation).checks[part]?.({ ...send });
      // A value may break several rules. Faults with the same words are reported once.
      assert.deepEqual(placesOf(found), faults);
    });
  }

  const accepted: { name: string; operation: string; part: 'query' | 'headers' | 'body'; send: object }[] = [
    { name: 'a day', operation: 'listApplications', part: 'query', send: { updated_since: '2026-03-01' } },
    {
      name: 'a time with an offset',
      operation: 'listApplications',
      part: 'query',
      send: { updated_since: '2026-03-01T01:02:03.4+01:00' },
    },
    { name: 'headers it does not know', operation: 'createApplication', part: 'headers', send: { accept: '*/*' } },
    {
      name: 'the largest id',
      operation: 'createApplication',
      part: 'body',
      send: { position_id: '18446744073709551615' },
    },
    { name: 'an id that is a number', operation: 'createApplication', part: 'body', send: { position_id: 20000001 } },
    {
      name: 'optional keys that are null',
      operation: 'createApplication',
      part: 'body',
      send: {
        position_id: '1',
        app_email: null,
        app_phone: null,
        app_url: null,
        language_id: null,
        is_test: null,
        fields: null,
      },
    },
    {
      name: 'the other spelling of the place for the id',
      operation: 'createApplication',
      part: 'body',
      send: { position_id: '1', app_url: 'HTTPS://a.example/?id=[___API_ID___]' },
    },
    {
      name: 'a percent-encoded place for the id',
      operation: 'createApplication',
      part: 'body',
      send: { position_id: '1', app_url: 'https://a.example/%5b___APP_ID___%5D' },
    },
  ];
  for (const { name, operation, part, send } of accepted) {
    it(`accepts ${name}`, () => assert.deepEqual(operationOf(operation).checks[part]?.({ ...send }), []));
  }
});
