import assert from 'node:assert/strict';
import { join } from 'node:path';
import express from 'express';
import request from 'supertest';
import { pageFonts } from '../../../routes/pages/fonts/page-fonts.js';
import { pageAssets } from '../../../routes/pages/page-assets.js';
import { packageRoot } from '../../../src/document/openapi.js';

describe('pageAssets', () => {
  const assets = pageAssets(join(packageRoot(), 'routes/pages/assets'), pageFonts());
  const app = express().get('/app_link/assets/:name', assets.serve);
  const address = (name: string) => assets.url(name).replace('..', '');

  it('serves each file for good under the address that carries its hash', async () => {
    for (const [name, type] of [
      ['candidate.css', 'text/css'],
      ['questionnaire.js', 'text/javascript'],
      ['icon.svg', 'image/svg+xml'],
    ] as const) {
      const { status, headers } = await request(app).get(address(name));
      assert.equal(status, 200);
      assert.ok(headers['content-type']!.startsWith(type));
      assert.equal(headers['cache-control'], 'public, max-age=31536000, immutable');
    }
  });

  it('has any other address asked again each time', async () => {
    const first = await request(app).get('/app_link/assets/candidate.css?v=old');
    assert.equal(first.headers['cache-control'], 'no-cache');
    const again = await request(app).get('/app_link/assets/candidate.css').set('if-none-match', first.headers.etag!);
    assert.deepEqual([again.status, again.text], [304, '']);
  });

  it('serves the fonts for good, and the tokens with the rules that name them before the first stylesheet', async () => {
    const { text } = await request(app).get(address('shell.css'));
    assert.match(text, /^:root\{[^}]*--font-page:'Noto Sans', 'Noto Sans Arabic'/);
    const families = new Map(
      [...text.matchAll(/font-family: '([^']*)';[^}]*?url\('([^']*)'\)/g)].map((it) => [it[1], it[2]!]),
    );
    assert.deepEqual([...families.keys()], ['Noto Sans', 'Noto Sans Arabic']);
    for (const source of families.values()) {
      const font = await request(app).get(`/app_link/assets/${source}`).buffer(true);
      assert.equal(font.headers['content-type'], 'font/woff2');
      assert.equal(font.headers['cache-control'], 'public, max-age=31536000, immutable');
      assert.match((font.body as Buffer).toString('latin1'), /^wOF2/);
    }
  });

  it('serves nothing else, and has no address for it', async () => {
    for (const name of ['no.css', '..%2Fhtml.ts', '__proto__', 'constructor']) {
      assert.equal((await request(app).get(`/app_link/assets/${name}`)).status, 404, name);
    }
    assert.throws(() => assets.url('no.css'), RangeError);
  });
});
