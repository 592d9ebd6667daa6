import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { operationsOf } from '../../src/document/openapi.js';
import { publicDocument } from '../../src/document/public-document.js';
import { type Gateway, startGateway } from '../support/app.js';
import { withBrowser } from '../support/browser.js';
import { sqlite, type TestDatabase } from '../support/databases.js';
import { DOCUMENT } from '../support/document.js';
import { pathOf } from '../support/operation-path.js';
import { seedOf, type TestUser } from '../support/seed.js';

// Those of the console read no password that a browser remembers (middleware/console/same-origin).
const WITHOUT_BODY = operationsOf(publicDocument(DOCUMENT)).filter(
  ({ method, operation }) => method === 'post' && operation.requestBody === undefined,
);

withBrowser('a page of another site, in a browser that remembers a password', (open) => {
  let database: TestDatabase;
  let gateway: Gateway;
  let user: TestUser;
  let accountId: string;
  let other: Server;

  before(async () => {
    database = await sqlite.create();
    gateway = await startGateway(database.db);
    ({ user, accountId } = await seedOf(database.db).partner());
    // The page sends a form to the address in its query as soon as it is open.
    other = createServer((_req, res) => {
      res.setHeader('Content-Type', 'text/html');
      res.end(`<form method="post"></form><script>
        const form = document.forms[0];
        form.action = new URLSearchParams(location.search).get('to');
        form.submit();
      </script>`);
    }).listen(0);
    await once(other, 'listening');
  });

  after(async () => {
    other.closeAllConnections();
    other.close();
    await gateway.close();
    await database.close();
  });

  it(`changes nothing by ${WITHOUT_BODY.length} operations without a body`, async () => {
    assert.ok(WITHOUT_BODY.length >= 7);
    const { page } = await open();
    const origin = `http://127.0.0.1:${gateway.port}`;
    await page.goto(origin.replace('//', `//${user.name}:${user.password}@`) + pathOf('whoami'));
    assert.match(await page.content(), /user_id/);
    const elsewhere = `http://localhost:${(other.address() as AddressInfo).port}`;
    for (const { path } of WITHOUT_BODY) {
      const to = origin + path.replace('{account_id}', accountId).replace('{application_id}', '1');
      const answered = page.waitForResponse(to);
      await page.goto(`${elsewhere}/?to=${encodeURIComponent(to)}`);
      assert.equal((await answered).status(), 400, path);
    }
    assert.deepEqual(await database.db('audit_log'), []);
    assert.equal(gateway.log.at(-1)!.user, undefined);
  });
});
