import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareEntityIds } from '../../engine/entity-id.js';
import {
  accountsAllowed,
  hasAnyAccount,
  mayOnAccount,
  permissionName,
  PERMISSIONS,
  type Need,
  type PermissionRow,
} from '../../engine/permissions.js';

const row = (accountId: string, permission: number, flags: string): PermissionRow => ({
  accountId,
  permission,
  read: flags.includes('r'),
  write: flags.includes('w'),
  add: flags.includes('a'),
  delete: flags.includes('d'),
});

const rowsOf = (member: string, partner: string) => [row('1', 8, member), row('1', 16, partner)];

describe('mayOnAccount', () => {
  const cases: { member: string; partner: string; need: Need; partnerRequest: boolean; answer: 'yes' | 'no' }[] = [
    { member: 'r', partner: '', need: 'read', partnerRequest: false, answer: 'yes' },
    { member: 'r', partner: '', need: 'read', partnerRequest: true, answer: 'no' },
    { member: 'r', partner: 'r', need: 'read', partnerRequest: true, answer: 'yes' },
    { member: '', partner: 'rwa', need: 'read', partnerRequest: true, answer: 'no' },
    { member: 'wad', partner: 'rwad', need: 'read', partnerRequest: false, answer: 'no' },
    { member: 'r', partner: 'rw', need: 'add', partnerRequest: true, answer: 'no' },
    { member: 'r', partner: 'ra', need: 'add', partnerRequest: true, answer: 'yes' },
    { member: 'r', partner: 'wa', need: 'add', partnerRequest: true, answer: 'no' },
    { member: 'r', partner: 'a', need: 'add', partnerRequest: false, answer: 'yes' },
    { member: 'rwad', partner: '', need: 'add', partnerRequest: false, answer: 'no' },
    { member: 'r', partner: 'ra', need: 'write', partnerRequest: true, answer: 'no' },
    { member: 'r', partner: 'rw', need: 'write', partnerRequest: true, answer: 'yes' },
    { member: 'r', partner: 'w', need: 'write', partnerRequest: false, answer: 'yes' },
    { member: 'rw', partner: '', need: 'configure', partnerRequest: false, answer: 'yes' },
    { member: 'rw', partner: '', need: 'configure', partnerRequest: true, answer: 'no' },
    { member: 'rw', partner: 'r', need: 'configure', partnerRequest: true, answer: 'yes' },
    { member: 'r', partner: 'rwad', need: 'configure', partnerRequest: true, answer: 'no' },
  ];
  for (const { member, partner, need, partnerRequest, answer } of cases) {
    const request = partnerRequest ? 'a partner request' : 'an internal request';
    it(`answers ${answer} to ${need} by ${request} with member "${member}" and partner "${partner}"`, () => {
      assert.equal(mayOnAccount(rowsOf(member, partner), '1', { need, partnerRequest }), answer);
    });
  }

  it('does not know an account without a row', () => {
    assert.equal(mayOnAccount(rowsOf('r', 'rwa'), '2', { need: 'read', partnerRequest: true }), 'unknown');
  });

  it('ignores permissions that are not ours', () => {
    assert.equal(mayOnAccount([row('1', 24, 'rwad')], '1', { need: 'read', partnerRequest: false }), 'no');
  });
});

describe('accountsAllowed', () => {
  it('is the accounts on which each one alone is allowed, in numeric order, each once', () => {
    const anyRow = fc
      .tuple(
        fc.constantFrom('9', '10', '100', '18446744073709551615'),
        fc.constantFrom(8, 16, 32),
        fc.subarray([...'rwad']),
      )
      .map(([account, permission, flags]) => row(account, permission, flags.join('')));
    const anyQuestion = fc.record({
      need: fc.constantFrom<Need>('read', 'add', 'write', 'configure'),
      partnerRequest: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 12 }), anyQuestion, (rows, question) => {
        const accounts = [...new Set(rows.map(({ accountId }) => accountId))].sort(compareEntityIds);
        const expected = accounts.filter((id) => mayOnAccount(rows, id, question) === 'yes');
        assert.deepEqual(accountsAllowed(rows, question), expected);
      }),
    );
  });

  it('leaves out accounts with too little', () => {
    const rows = [row('10', 8, 'r'), row('9', 8, 'r'), row('9', 16, 'r'), row('10', 16, 'ra'), row('3', 8, 'r')];
    assert.deepEqual(accountsAllowed(rows, { need: 'read', partnerRequest: true }), ['9', '10']);
    assert.deepEqual(accountsAllowed(rows, { need: 'add', partnerRequest: true }), ['10']);
  });
});

describe('permission names', () => {
  it('stand for the stored bits', () => {
    assert.equal(permissionName(PERMISSIONS['account-member']), 'account-member');
    assert.equal(permissionName(16), 'partner-std');
    assert.equal(permissionName(24), undefined);
  });
});

describe('hasAnyAccount', () => {
  it('tells whether there is any row', () => {
    assert.equal(hasAnyAccount([]), false);
    assert.equal(hasAnyAccount([row('1', 8, '')]), true);
  });
});
