import assert from 'node:assert/strict';
import { type Fault } from '../../engine/fault.js';
import { loadDocument } from '../../src/document/openapi.js';
import { compileReplies } from './openapi-replies.js';

describe('compileReplies', () => {
  const replies = compileReplies(loadDocument());
  const envelope = { error_code: 0, error_text: '', command_from: 'application_create' };
  const created = { application_id: '1', app_link_full: 'https://a.example/' };
  const resource = { ...created, invitations: [] };

  it('accepts a reply as described', () => {
    assert.deepEqual(replies.ofOperation('createApplication', 201, resource), []);
    assert.deepEqual(replies.ofOperation('whoami', 304, ''), []);
    assert.deepEqual(replies.ofCommand('application_create', { ...envelope, ...created }), []);
    assert.deepEqual(replies.ofCommand('application_create', { ...envelope, error_code: 12, error_text: 'No.' }), []);
  });

  const refusals: { name: string; faults: () => Fault[] }[] = [
    { name: 'a status that the operation lacks', faults: () => replies.ofOperation('whoami', 409, {}) },
    { name: 'an operation that does not exist', faults: () => replies.ofOperation('fly', 200, {}) },
    {
      name: 'an id that is a number',
      faults: () => replies.ofOperation('createApplication', 201, { ...resource, application_id: 1 }),
    },
    { name: 'a key too many', faults: () => replies.ofOperation('createApplication', 201, { ...resource, x: 1 }) },
    { name: 'a body where there is none', faults: () => replies.ofOperation('whoami', 304, created) },
    {
      name: 'the reply of another command',
      faults: () => replies.ofCommand('application_get', { ...envelope, ...created }),
    },
    {
      name: 'a success with a key too many',
      faults: () => replies.ofCommand('application_create', { ...envelope, ...created, x: 1 }),
    },
    {
      name: 'an error without a text',
      faults: () => replies.ofCommand('application_create', { ...envelope, error_code: 12 }),
    },
    {
      name: 'an error code that does not exist',
      faults: () => replies.ofCommand('application_create', { ...envelope, error_code: 20, error_text: 'No.' }),
    },
    { name: 'no body', faults: () => replies.ofCommand('application_create', undefined) },
  ];
  for (const { name, faults } of refusals) it(`refuses ${name}`, () => assert.notDeepEqual(faults(), []));
});
