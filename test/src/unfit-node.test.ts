import assert from 'node:assert/strict';
import { unfitNode } from '../../src/unfit-node.js';

describe('unfitNode', () => {
  for (const version of [
    '20.19.0',
    '20.20.2',
    '22.13.0',
    '22.23.3',
    '24.0.0',
    '24.21.0',
    '25.9.0',
    '26.12.1',
    '100.0.0',
  ]) {
    it(`has nothing against ${version}`, () => assert.equal(unfitNode(version), undefined));
  }
  for (const version of ['12.22.0', '18.20.8', '20.18.3', '21.7.3', '22.12.0', '23.11.1', '', 'x']) {
    it(`refuses ${version || 'nothing'} in one line that says what is needed`, () => {
      assert.match(
        unfitNode(version) ?? '',
        /^Node\.js \S* ?can't run this: it needs 20\.19, 22\.13 .* or 24 and later\.$/,
      );
    });
  }
});
