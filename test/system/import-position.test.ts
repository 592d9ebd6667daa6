import assert from 'node:assert/strict';
import { request } from 'undici';
import { sqlite } from '../support/databases.js';
import { pathOf } from '../support/operation-path.js';
import { OWN_PAGE } from '../support/operator.js';
import { startProcess } from '../support/process.js';
import { seedOf } from '../support/seed.js';

describe('a position file that the running gateway gets', () => {
  it('is read by a program of its own, and stored', async () => {
    const database = await sqlite.create();
    const { name, password } = await seedOf(database.db).operator('admin');
    const gateway = await startProcess({ DATABASE_URL: database.url });
    const post = async (path: string, body: object, cookie?: string) => {
      const headers = { ...OWN_PAGE, 'content-type': 'application/json', ...(cookie !== undefined && { cookie }) };
      const reply = await request(gateway.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
      return { ...reply, text: await reply.body.text() };
    };
    try {
      const signedIn = await post(pathOf('adminSignIn', {}), { user: name, password });
      const cookie = String(signedIn.headers['set-cookie']).split(';')[0]!;
      const file = { text: 'aname: Sales\nlanguages: [eng]\n' };
      const { statusCode, text } = await post(pathOf('adminImportPosition', {}), file, cookie);
      assert.equal(statusCode, 200, text);
      const { position_id: id } = JSON.parse(text) as { position_id: string };
      assert.deepEqual(await database.db('positions').pluck('id'), [id]);
    } finally {
      await gateway.stop();
      await database.close();
    }
  });
});
