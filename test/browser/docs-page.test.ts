import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import express from 'express';
import { stringify } from 'yaml';
import { docsPage } from '../../routes/open/docs-page.js';
import { loadDocument, operationsOf } from '../../src/document/openapi.js';
import { publicDocument } from '../../src/document/public-document.js';
import { METHODS, type OpenApiDocument } from '../../src/document/openapi-document.js';
import { withBrowser } from '../support/browser.js';
import { pathOf } from '../support/operation-path.js';

const shown = publicDocument(loadDocument());

const webhookOf = ({ webhooks }: OpenApiDocument) => webhooks['applicationCompleted']!;

withBrowser('the documentation page', (open) => {
  let server: Server;
  let origin: string;
  let authorization: string | undefined;

  before(async () => {
    const app = express();
    app.use(docsPage());
    app.get('/openapi.yaml', (_req, res) => void res.type('application/yaml').send(stringify(shown)));
    app.get(pathOf('whoami'), (req, res) => {
      authorization = req.headers.authorization;
      res.json({ user_id: 'canned', kind: 'partner', accounts: [] });
    });
    server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  after(() => {
    server.close();
    server.closeAllConnections();
  });

  it('shows every operation, loads nothing from elsewhere and breaks no policy', async () => {
    const { page, complaints } = await open();
    const elsewhere: string[] = [];
    page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(origin)) elsewhere.push(request.url());
    });
    await page.goto(`${origin}/docs`);
    await page.locator('.opblock').first().waitFor();
    assert.equal(page.url(), `${origin}/docs/`);
    const requests = operationsOf(shown).length + METHODS.filter((method) => webhookOf(shown)[method]).length;
    assert.equal(await page.locator('.opblock').count(), requests);
    assert.deepEqual(elsewhere, []);
    assert.deepEqual(complaints, []);
    if (process.env.SCREENSHOTS) await page.screenshot({ path: join(process.env.SCREENSHOTS, 'docs.png') });
  });

  it('shows the notification: its headers, its body and the answers to it', async () => {
    const { page, complaints } = await open();
    await page.goto(`${origin}/docs/`);
    const webhook = page.locator('.webhooks .opblock-patch');
    await webhook.locator('.opblock-summary-control').click();
    await webhook.locator('.parameters').getByText('webhook-signature', { exact: true }).waitFor();
    await webhook.locator('.opblock-section-request-body').getByText('report_name').first().waitFor();
    await webhook.locator('.responses-table').getByText('default').waitFor();
    if (process.env.SCREENSHOTS) {
      await webhook.screenshot({ path: join(process.env.SCREENSHOTS, 'docs-webhook.png') });
    }
    assert.deepEqual(complaints, []);
  });

  it('tries an operation out with user name and password', async () => {
    const { page, complaints } = await open();
    await page.goto(`${origin}/docs/`);
    await page.locator('.btn.authorize').click();
    const dialog = page.locator('.modal-ux');
    await dialog.locator('input[name=username], input[type=text]').first().fill('acme');
    await dialog.locator('input[type=password]').fill('pass:word');
    await dialog.locator('button.authorize').click();
    await dialog.locator('button.btn-done').click();
    const operation = page.locator('#operations-Accounts-whoami');
    await operation.locator('.opblock-summary-control').click();
    await operation.locator('.try-out__btn').click();
    await operation.locator('.execute').click();
    await operation.locator('.live-responses-table').getByText('canned').first().waitFor();
    if (process.env.SCREENSHOTS) {
      await operation.screenshot({ path: join(process.env.SCREENSHOTS, 'docs-try.png') });
    }
    assert.equal(authorization, `Basic ${Buffer.from('acme:pass:word').toString('base64')}`);
    assert.deepEqual(complaints, []);
  });
});
