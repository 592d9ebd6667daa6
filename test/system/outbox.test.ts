import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { request } from 'undici';
import { makeFolder, startProcess } from '../support/process.js';
import { readMail } from '../support/read-mail.js';
import { waitUntil } from '../support/wait-until.js';

describe('the demo without a mail server', () => {
  it('says where invitations go, and writes each with a link that leads back to it', async () => {
    const { folder, remove } = await makeFolder();
    const outbox = join(folder, 'outbox');
    const gateway = await startProcess({
      DATABASE_URL: `sqlite:${join(folder, 'pop.sqlite')}`,
      DEMO: '1',
      DEMO_PASSWORD: 'demo',
      OUTBOX_DIR: outbox,
    });
    try {
      assert.ok(
        gateway.stderr().includes(`SMTP_URL and SMS_URL are not set: invitations are written to ${outbox}\n`),
        gateway.stderr(),
      );
      const reply = await request(`${gateway.url}/api/1.0`, {
        method: 'POST',
        headers: {
          authorization: `Basic ${Buffer.from('demo-partner:demo').toString('base64')}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({
          ...{ command: 'application_create', partner_api: true, position_id: '1', language_id: 'ara' },
          ...{ app_full_name: 'Ada Lovelace', app_email: 'ada@example.com', app_phone: '15550100' },
        }),
      });
      const { app_link_full: link } = (await reply.body.json()) as { app_link_full: string };
      assert.ok(link.startsWith(`${gateway.url}/`));
      const names = await waitUntil('both files', async () => {
        const found = (await readdir(outbox).catch(() => [])).filter((name) => /\.(eml|txt)$/.test(name));
        return found.length === 2 && found.sort();
      });
      const [mail, sms] = await Promise.all(names.map((name) => readFile(join(outbox, name), 'utf8')));
      const { headers, parts } = readMail(mail!);
      assert.deepEqual(headers.get('to'), ['Ada Lovelace <ada@example.com>']);
      const [written] = /^http\S+$/m.exec(parts.get('text/plain')!)!;
      assert.equal(written, link);
      const page = await request(written);
      await page.body.dump();
      assert.equal(page.statusCode, 200);
      assert.match(parts.get('text/html')!, /<html lang="ar" dir="rtl">/);
      assert.ok(sms!.startsWith('To: 15550100\n\n') && sms!.endsWith(` ${link}\n`));
    } finally {
      await gateway.stop();
      await remove();
    }
  });
});
