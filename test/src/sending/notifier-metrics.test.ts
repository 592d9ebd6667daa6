import assert from 'node:assert/strict';
import { Registry } from 'prom-client';
import { connect } from '../../../db/connection/connect.js';
import { notifierMetrics } from '../../../src/sending/notifier-metrics.js';
import { describeOnEachDatabase, mysqlDatabase } from '../../support/databases.js';
import { startTcpProxy } from '../../support/tcp-proxy.js';

const SILENT = { warn() {}, error() {}, deprecate() {}, debug() {} };

describeOnEachDatabase(
  'notifierMetrics',
  (create) => {
    it('leaves the figures of the queue out when the database does not answer, and gives all others', async () => {
      const proxy = await startTcpProxy((await create()).url);
      const db = connect(proxy.url, { statementMs: 6_000, log: SILENT });
      const registry = new Registry();
      notifierMetrics({ registry, db, underWay: () => 7 });
      try {
        const queue = 'pop_notification_queue{channel="endpoint",figure="queued"} 0';
        assert.ok((await registry.metrics()).includes(queue));
        proxy.blackhole();
        const text = await registry.metrics();
        assert.ok(text.includes('pop_notifications_under_way{channel="endpoint"} 7'));
        assert.ok(!text.includes('pop_notification_queue{'));
      } finally {
        proxy.restore();
        await db.destroy();
        await proxy.close();
      }
    });
  },
  [mysqlDatabase],
);
