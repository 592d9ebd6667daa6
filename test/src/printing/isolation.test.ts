import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { describeIsolation, findIsolation, type Isolation } from '../../../src/printing/isolation.js';
import { printPdf } from '../../../src/printing/print-pdf.js';
import { withBrowserProgram } from '../../support/browser.js';
import { pdfText } from '../../support/pdf-labels.js';
import { makeFolder } from '../../support/process.js';

const isRoot = process.getuid?.() === 0;
const NO_SUCH = '/no/such/unshare';
const nothing: Isolation = {
  command: [],
  flags: isRoot ? ['--no-sandbox'] : [],
  namespace: false,
  sandbox: !isRoot,
};

describe('the isolation of the browser that prints', () => {
  withBrowserProgram((browser) => {
    let folder: string;
    let remove: () => Promise<void>;
    let server: Server;
    let port: number;
    let connections: number;

    beforeEach(async () => {
      ({ folder, remove } = await makeFolder());
      await writeFile(join(folder, 'words.html'), '<p>stolen words</p>');
      await writeFile(join(folder, 'picture.svg'), svg('stolen picture'));
      await writeFile(join(folder, 'style.css'), 'h1::after { content: "stolen style" }');
      connections = 0;
      server = createServer((socket) => {
        connections += 1;
        socket.on('error', () => undefined).end('HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nstolen');
      }).listen(0, '127.0.0.1');
      await once(server, 'listening');
      ({ port } = server.address() as AddressInfo);
    });

    afterEach(async () => {
      server.close();
      await remove();
    });

    /** What somebody might plant who gets past the escaping. The page has no policy. */
    const hostile = (): string => {
      const places = [`http://127.0.0.1:${port}/`, `http://localhost:${port}/`, `https://[::ffff:127.0.0.1]:${port}/`];
      const head = places.flatMap((place) => [
        ...['preconnect', 'dns-prefetch', 'prefetch', 'stylesheet'].map((rel) => `<link rel=${rel} href="${place}">`),
        `<link rel=preload as=image href="${place}">`,
      ]);
      const loaded = (place: string): string =>
        `<img src="${place}"><iframe src="${place}"></iframe><object data="${place}"></object><embed src="${place}">`;
      const files = ['words.html', 'picture.svg'].map((name) => `file://${join(folder, name)}`);
      const script = places.map((place) => `fetch("${place}"); new WebSocket("${place.replace('http', 'ws')}");`);
      return `<!doctype html><html lang="en"><head><title>Report</title>
        <link rel=stylesheet href="file://${join(folder, 'style.css')}">${head.join('')}</head>
        <body><h1>Ada</h1>${[...places, ...files].map(loaded).join('')}
        <script>${script.join('')} document.body.append('scripted')</script></body></html>`;
    };

    const print = async (isolation: Isolation, html: string): Promise<string> => {
      const warnings: object[] = [];
      const printer = printPdf({ program: browser(), isolation, folder, warn: (fields) => warnings.push(fields) });
      const pdf = await printer(html, new AbortController().signal);
      return Buffer.isBuffer(pdf) ? pdfText(pdf) : JSON.stringify(warnings);
    };

    const isolations: { name: string; isolation: () => Promise<Isolation> }[] = [
      { name: 'as far as this system allows', isolation: () => findIsolation({ program: browser() }) },
      {
        name: 'by flags alone, where it allows no namespaces',
        isolation: () => findIsolation({ program: browser(), unshare: NO_SUCH }),
      },
    ];
    for (const { name, isolation } of isolations) {
      it(`lets a hostile page reach no server and no file, and runs no script: ${name}`, async () => {
        const text = await print(await isolation(), hostile());
        assert.match(text, /Ada/);
        assert.doesNotMatch(text, /stolen|scripted/);
        assert.equal(connections, 0);
      });

      it(`lets a page lead nowhere: ${name}`, async () => {
        for (const place of [`http://127.0.0.1:${port}/`, `file://${join(folder, 'words.html')}`]) {
          const page = `<meta http-equiv=refresh content="0; url=${place}"><style>@import "${place}";</style><p>Ada`;
          // While it goes elsewhere nothing can be printed, so that there may be no PDF.
          assert.doesNotMatch(await print(await isolation(), page), /stolen/);
        }
        assert.equal(connections, 0);
      });
    }

    it('holds by the namespace alone, where there is one', async () => {
      const isolation = await findIsolation({ program: browser() });
      const flags = isolation.sandbox ? [] : ['--no-sandbox'];
      await print(isolation.namespace ? { ...isolation, flags } : isolation, hostile());
      assert.equal(connections, 0);
    });

    it('is needed: without it the same page reaches the server, but still no file', async () => {
      const text = await print(nothing, hostile());
      assert.ok(connections > 0);
      assert.doesNotMatch(text, /stolen (words|picture|style)/);
    });
  });

  it('uses no namespace in which the browser does not start', async () => {
    const { command, namespace } = await findIsolation({ program: 'false' });
    assert.deepEqual([command, namespace], [[], false]);
  });

  it('uses no namespace in which the browser does not answer', async () => {
    const { folder, remove } = await makeFolder();
    const program = join(folder, 'silent');
    await writeFile(program, '#!/bin/sh\nexec sleep 600\n', { mode: 0o755 });
    const { command, namespace } = await findIsolation({ program, answerMs: 200 });
    assert.deepEqual([command, namespace], [[], false]);
    await remove();
  });

  it('is told in words, also where there is less of it', async () => {
    const told = async (isRoot: boolean) =>
      describeIsolation(await findIsolation({ program: process.execPath, isRoot, unshare: NO_SUCH }));
    const network = 'is only told to use no network, because it gets no namespace of its own';
    assert.deepEqual(await Promise.all([true, false].map(told)), [
      `the browser that prints reports ${network}, and runs as root, so without its sandbox`,
      `the browser that prints reports ${network}, and runs in its sandbox`,
    ]);
    const best = { command: [], flags: [], namespace: true, sandbox: true };
    assert.equal(describeIsolation(best), 'the browser that prints reports has no network, and runs in its sandbox');
  });
});

function svg(text: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="50"><text y="20">${text}</text></svg>`;
}
