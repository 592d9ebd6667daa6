import assert from 'node:assert/strict';
import { describeGateway } from '../../support/gateway.js';

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8';

describeGateway('an address where nothing is', (world) => {
  const ask = async (path: string, headers: Record<string, string>) => {
    const reply = await fetch(`http://127.0.0.1:${world.port}${path}`, { headers });
    return { status: reply.status, headers: reply.headers, text: await reply.text() };
  };

  it('is a page for a browser, in its language and with its stylesheet', async () => {
    for (const path of ['/app_link/app_link.htm?app_link=x', '/nothing', '/a/b/c', '/app_link']) {
      const headers = { accept: BROWSER, 'accept-language': 'es-MX,es;q=0.9' };
      const { status, text, headers: got } = await ask(path, headers);
      assert.equal(status, 404, path);
      assert.match(text, /<html lang="es" dir="ltr">[^]*<h1>Este enlace no funciona<\/h1>/);
      assert.match(got.get('content-security-policy')!, /default-src 'none'/);
      const [, href] = /rel="stylesheet" href="([^"]*shell[^"]*)"/.exec(text)!;
      const sheet = new URL(href!, `https://gateway.example.com/some/path${path}`);
      assert.equal(sheet.pathname, '/some/path/app_link/assets/shell.css', path);
    }
  });

  it('is JSON for everybody else, and on the paths of the API for browsers too', async () => {
    const asked: [path: string, accept: string][] = [
      ['/nothing', '*/*'],
      ['/nothing', 'application/json'],
      ['/v1/nothing', BROWSER],
      ['/api/nothing', BROWSER],
    ];
    for (const [path, accept] of asked) {
      const { status, headers, text } = await ask(path, { accept });
      assert.equal(status, 404, path);
      assert.match(headers.get('content-type')!, /json/, path);
      assert.equal(typeof JSON.parse(text), 'object');
    }
  });
});
