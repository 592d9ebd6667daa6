import assert from 'node:assert/strict';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import request from 'supertest';
import { consolePages } from '../../../../src/serving/console/console-pages.js';

const PAGE =
  '<html lang="en" data-base=""><link href="./assets/index-1.css"><script src="./assets/index-1.js"></script></html>';

describe('the pages of the console', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pop-console-'));
    await mkdir(join(folder, 'assets'));
    await writeFile(join(folder, 'index.html'), PAGE);
    await writeFile(join(folder, 'assets/index-1.js'), 'run();');
    await writeFile(join(folder, 'secret.txt'), 'no asset');
  });
  after(() => rm(folder, { recursive: true }));

  const app = (publicUrl = 'https://gateway.example.com', from = folder) =>
    express().use(consolePages({ folder: from, publicUrl }));
  const get = (path: string) => request(app()).get(path);

  for (const path of [
    '/console',
    '/console/',
    '/console/accounts/1',
    '/console/accounts/1?q=x',
    '/console/index.html',
  ]) {
    it(`show the page at ${path}, which browsers ask for each time`, async () => {
      const { status, headers, text } = await get(path);
      assert.equal(status, 200);
      assert.equal(headers['cache-control'], 'no-cache');
      assert.equal(headers['content-type'], 'text/html; charset=utf-8');
      assert.ok(text.includes('data-base="/console"') && text.includes('src="/console/assets/index-1.js"'));
      assert.equal((await get(path).set('If-None-Match', headers['etag']!)).status, 304);
    });
  }

  it('have the path of PUBLIC_URL in the addresses', async () => {
    const { text } = await request(app('https://example.com/pop/gateway')).get('/console/users');
    assert.ok(text.includes('data-base="/pop/gateway/console"'));
    assert.ok(text.includes('href="/pop/gateway/console/assets/index-1.css"'));
  });

  it('serve an asset for ever, zipped to whom that is right', async () => {
    const { status, headers, text } = await get('/console/assets/index-1.js');
    assert.deepEqual([status, text], [200, 'run();']);
    assert.equal(headers['cache-control'], 'public, max-age=31536000, immutable');
    assert.equal(headers['content-type'], 'text/javascript; charset=utf-8');
    assert.equal(headers['content-encoding'], 'gzip');
    const plain = await get('/console/assets/index-1.js').set('Accept-Encoding', 'identity');
    assert.deepEqual([plain.text, plain.headers['content-encoding']], ['run();', undefined]);
  });

  for (const path of ['index-0.js', '', 'deep/index-1.js', '..%2Fsecret.txt', '%2e%2e/secret.txt', '__proto__']) {
    it(`do not find the asset "${path}"`, async () => {
      const { status, text } = await get(`/console/assets/${path}`);
      assert.equal(status, 404);
      assert.ok(!text.includes('<script') && !text.includes('no asset'));
    });
  }

  it('load nothing from elsewhere, run nothing that is written into them, and are in no frame', async () => {
    const { headers } = await get('/console');
    assert.deepEqual(headers['content-security-policy']!.split(';').sort(), [
      ...[
        "base-uri 'none'",
        "connect-src 'self'",
        "default-src 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "frame-src 'self'",
      ],
      ...["img-src 'self'", "require-trusted-types-for 'script'", "script-src 'self'", "style-src 'self'"],
      "trusted-types 'none'",
    ]);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['referrer-policy'], 'no-referrer');
    assert.equal(headers['cross-origin-opener-policy'], 'same-origin');
    assert.equal(headers['x-frame-options'], 'DENY');
  });

  it('are not there for anything but reading, nor beside /console', async () => {
    for (const path of ['/consoles', '/Console', '/console.html']) assert.equal((await get(path)).status, 404, path);
    assert.equal((await request(app()).post('/console')).status, 404);
  });

  it('say what to do when the console was never built', async () => {
    const { status, text } = await request(app(undefined, join(folder, 'nowhere'))).get('/console/accounts');
    assert.equal(status, 404);
    assert.match(text, /npm run build/);
  });
});
