import assert from 'node:assert/strict';
import { publicDocument } from '../../../src/document/public-document.js';
import { DOCUMENT } from '../../support/document.js';

describe('publicDocument', () => {
  const shown = publicDocument(DOCUMENT);
  const text = JSON.stringify(shown);

  it('has every path of the API, and none of the console', () => {
    const expected = Object.keys(DOCUMENT.paths).filter((path) => !path.startsWith('/v1/admin/'));
    assert.ok(expected.length < Object.keys(DOCUMENT.paths).length);
    assert.deepEqual(Object.keys(shown.paths), expected);
  });

  it('says nothing of the console, except in the table of error codes', () => {
    assert.doesNotMatch(JSON.stringify({ ...shown, info: undefined }), /console|admin/i);
  });

  it('has every component that it refers to, and no other', () => {
    const referred = new Set([...text.matchAll(/"#\/components\/([^"]+)"/g)].map(([, name]) => name));
    const held = Object.entries(shown.components)
      .filter(([kind]) => kind !== 'securitySchemes')
      .flatMap(([kind, members]) => Object.keys(members).map((name) => `${kind}/${name}`));
    assert.deepEqual(new Set(held), referred);
  });

  it('leaves the document itself as it was', () => {
    assert.ok(Object.keys(DOCUMENT.paths).some((path) => path.startsWith('/v1/admin/')));
  });
});
