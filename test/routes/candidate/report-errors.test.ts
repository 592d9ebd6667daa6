import assert from 'node:assert/strict';
import { join } from 'node:path';
import express from 'express';
import request from 'supertest';
import { pageAssets } from '../../../routes/candidate/page-assets.js';
import { reportErrors } from '../../../routes/candidate/report-errors.js';
import { packageRoot } from '../../../src/openapi.js';

describe('the error pages of reports', () => {
  const appThat = (error: Error, logged: object[]) => {
    const app = express();
    app.get('/rep_link/a', () => {
      throw error;
    });
    const assets = pageAssets(join(packageRoot(), 'routes/candidate/assets'));
    const log = { error: (fields: object) => void logged.push(fields) };
    const isPassing = ({ message }: Error) => message === 'away';
    app.use(reportErrors({ assets, log, requestIdOf: () => 'r-1', isPassing: (thrown) => isPassing(thrown as Error) }));
    return app;
  };

  it('ask to wait, and log nothing, while the database is away', async () => {
    const logged: object[] = [];
    const reply = await request(appThat(new Error('away'), logged)).get('/rep_link/a?language_id=fra');
    assert.equal(reply.status, 503);
    assert.equal(reply.headers['retry-after'], '10');
    assert.match(reply.text, /<html lang="fr"[^]*Le rapport n’est pas accessible/);
    assert.deepEqual(logged, []);
  });

  it('log where it happened and not what it was about, when the fault is ours', async () => {
    const logged: object[] = [];
    const reply = await request(appThat(new Error('secret'), logged)).get('/rep_link/a');
    assert.equal(reply.status, 500);
    assert.ok(!reply.text.includes('secret') && !JSON.stringify(logged).includes('secret'));
    assert.match(JSON.stringify(logged), /"request_id":"r-1"/);
    assert.match(JSON.stringify(logged), /report-errors\.test/);
  });
});
