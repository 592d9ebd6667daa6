import assert from 'node:assert/strict';
import { REASONS } from '../../engine/reasons.js';
import { RefusalError } from '../../engine/refusal.js';
import { problem, toRefusalError } from '../../middleware/problems.js';

describe('problems', () => {
  for (const { name, made, status, code, more = {} } of [
    { name: 'unauthenticated', made: problem.unauthenticated(), status: 401, code: 1 },
    { name: 'malformed', made: problem.malformed('why'), status: 400, code: 11 },
    { name: 'unsupportedMediaType', made: problem.unsupportedMediaType(), status: 415, code: 11 },
    { name: 'tooLarge', made: problem.tooLarge(), status: 413, code: 11 },
    {
      name: 'tooManyRequests',
      made: problem.tooManyRequests(7),
      status: 429,
      code: 429,
      more: { retryAfterSeconds: 7 },
    },
    {
      name: 'tooManyFailures',
      made: problem.tooManyFailures(7),
      status: 429,
      code: 429,
      more: { retryAfterSeconds: 7 },
    },
    { name: 'overloaded', made: problem.overloaded(2), status: 503, code: 503, more: { retryAfterSeconds: 2 } },
    { name: 'notFound', made: problem.notFound(), status: 404, code: 12 },
    {
      name: 'methodNotAllowed',
      made: problem.methodNotAllowed('POST'),
      status: 405,
      code: 92,
      more: { allow: 'POST' },
    },
    { name: 'internal', made: problem.internal(), status: 500, code: 500 },
  ]) {
    it(`${name} is ${status} with error code ${code}`, () => {
      assert.ok(made instanceof RefusalError);
      const { reason, more: details } = made.refusal;
      assert.deepEqual([REASONS[reason].status, REASONS[reason].code, details], [status, code, more]);
    });
  }

  it('invalid names every fault, and is code 10 as soon as one of them is a missing parameter', () => {
    const missing = { pointer: '/a', detail: 'a is required', keyword: 'required' };
    const wrong = { pointer: '/b', detail: 'b must be 1', keyword: 'const' };
    assert.equal(problem.invalid([missing]).refusal.reason, 'missing-parameter');
    const both = problem.invalid([missing, wrong]).refusal;
    assert.equal(both.reason, 'missing-parameter');
    assert.equal(problem.invalid([wrong]).refusal.reason, 'invalid-parameter');
    assert.equal(both.detail, 'a is required; b must be 1');
    assert.deepEqual(both.more.errors, [
      { pointer: '/a', detail: 'a is required' },
      { pointer: '/b', detail: 'b must be 1' },
    ]);
  });

  for (const { name, error, status } of [
    { name: 'its own refusal for a RefusalError', error: problem.tooLarge(), status: 413 },
    {
      name: 'the status of an undecodable path',
      error: Object.assign(new URIError('x'), { status: 400 }),
      status: 400,
    },
    {
      name: 'the status of an exposed error',
      error: Object.assign(new Error(), { status: 404, expose: true }),
      status: 404,
    },
    {
      name: '401 for passport saying so',
      error: Object.assign(new Error(), { name: 'AuthenticationError', status: 401 }),
      status: 401,
    },
    { name: 'internal for any other error', error: new TypeError('x'), status: 500 },
    { name: "internal for someone else's status", error: Object.assign(new Error(), { status: 404 }), status: 500 },
    { name: 'internal for undefined', error: undefined, status: 500 },
    { name: 'internal for a string', error: 'x', status: 500 },
  ]) {
    it(`toRefusalError gives ${name}`, () =>
      assert.equal(REASONS[toRefusalError(error).refusal.reason].status, status));
  }
});
