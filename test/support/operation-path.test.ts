import assert from 'node:assert/strict';
import { methodOf, pathOf } from './operation-path.js';

describe('operation-path', () => {
  it('has method and path from the document', () => {
    assert.equal(methodOf('setAccountConfig'), 'PATCH');
    assert.equal(pathOf('whoami'), '/v1/whoami');
    assert.equal(pathOf('getPosition', { account_id: '1', position_id: '2' }), '/v1/accounts/1/positions/2');
  });

  it('encodes parameters, and appends the query as it stands', () => {
    assert.equal(pathOf('getQuestionnaire', { app_link: 'a/b c' }, 'x=%zz'), '/v1/questionnaires/a%2Fb%20c?x=%zz');
  });

  it('does not compile with an unknown operation or without a path parameter', () => {
    // @ts-expect-error -- there is no such operation
    assert.throws(() => pathOf('getPositions', { account_id: '1' }));
    // @ts-expect-error -- position_id is missing
    assert.throws(() => pathOf('getPosition', { account_id: '1' }), /getPosition needs position_id/);
    // @ts-expect-error -- account_id is missing
    assert.throws(() => pathOf('listPositions'), /listPositions needs account_id/);
    // @ts-expect-error -- the path has no such parameter
    assert.equal(pathOf('listPositions', { account_id: '1', position_id: '2' }), '/v1/accounts/1/positions');
  });
});
