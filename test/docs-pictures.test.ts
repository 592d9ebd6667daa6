import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../src/document/openapi.js';
import { PICTURES } from './support/pictures.js';

const FOLDER = join(packageRoot(), 'docs/pictures');
const LIMIT_BYTES = 60_000;

describe('the pictures of docs/operations.md', () => {
  it('are those that `npm run pictures` writes, and each is shown with words that say what is on it', () => {
    const written = PICTURES.map(({ file }) => file);
    assert.deepEqual(readdirSync(FOLDER).sort(), written.toSorted());
    const page = readFileSync(join(packageRoot(), 'docs/operations.md'), 'utf8');
    const shown = [...page.matchAll(/!\[([^\]]+)\]\(pictures\/([^)]+)\)/g)];
    assert.deepEqual(shown.map(([, , file]) => file), written); // prettier-ignore
    for (const [, words] of shown) assert.ok(words!.length >= 30, words);
  });

  for (const { file } of PICTURES) {
    it(`are small and WebP: ${file}`, () => {
      const bytes = readFileSync(join(FOLDER, file));
      assert.equal(bytes.toString('latin1', 8, 12), 'WEBP');
      assert.ok(bytes.length <= LIMIT_BYTES, `${bytes.length} bytes`);
    });
  }
});
