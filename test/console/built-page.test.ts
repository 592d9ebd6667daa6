import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Rolldown } from 'vite';
import { packageRoot } from '../../src/document/openapi.js';
import { buildConsole } from '../support/build-console.js';
import { type Lock, packagesInPage } from '../support/licenses.js';

const MAX_ZIPPED_BYTES = 150_000;

describe('the built page of the console', () => {
  let output: Rolldown.RolldownOutput['output'];
  before(async () => {
    ({ output } = await buildConsole({ write: false }));
  });

  const contentOf = (file: (typeof output)[number]) => (file.type === 'chunk' ? file.code : file.source);

  it('is one script, one stylesheet, an icon and the page', () => {
    const endings = output.map(({ fileName }) => fileName.replace(/^.*\./, ''));
    assert.deepEqual(endings.sort(), ['css', 'html', 'js', 'svg']);
  });

  it('has at most 150 kB when it is zipped', () => {
    const bytes = output.reduce((sum, file) => sum + gzipSync(contentOf(file)).length, 0);
    assert.ok(bytes <= MAX_ZIPPED_BYTES, `${bytes} bytes`);
  });

  it('has only packages that the licence check and the bill of materials count as delivered', () => {
    const { packages } = JSON.parse(readFileSync(join(packageRoot(), 'package-lock.json'), 'utf8')) as Lock;
    const known = packagesInPage({ packages });
    const used = output
      .flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []))
      .flatMap((id) => {
        const place = /node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/g;
        const at = [...id.matchAll(place)].at(-1);
        return at ? [id.slice(id.indexOf('node_modules/'), at.index + at[0].length)] : [];
      });
    assert.ok(used.length > 0);
    assert.deepEqual(
      [...new Set(used)].filter((path) => !known.has(path)),
      [],
    );
  });

  it('has no style or script of its own inside, which the policy would refuse', () => {
    const page = String(contentOf(output.find(({ fileName }) => fileName === 'index.html')!));
    assert.doesNotMatch(page, /<style|style=|<script(?![^>]*src=)|data:/);
  });
});
