import assert from 'node:assert/strict';
import { type AuditFilter, listAudit } from '../../../db/accounts/list-audit.js';
import { writeStatement } from '../../../db/connection/transaction.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { queryCosts } from '../../support/query-cost.js';

const RARE = {
  userName: 'olga',
  operation: 'adminSetConsoleRole',
  object: 'user 7',
  requestId: 'r-rare',
};
const ENTRIES = 3_000;

describeOnEachDatabase('listAudit', (create, kind) => {
  it('finds a rare entry by each filter alone without reading the others', async () => {
    const { db } = await create();
    const rows = Array.from({ length: ENTRIES }, (_, n) => ({
      at_ms: n,
      user_name: n === 5 ? RARE.userName : 'tools',
      operation: n === 5 ? RARE.operation : 'createApplication',
      object: n === 5 ? RARE.object : `application ${n}`,
      outcome: 'ok',
      address: '192.0.2.1',
      request_id: n === 5 ? RARE.requestId : `r-${n}`,
    }));
    for (let from = 0; from < ENTRIES; from += 300) {
      await writeStatement(db, (to) => to('audit_log').insert(rows.slice(from, from + 300)));
    }
    const { userName, operation, object, requestId } = RARE;
    const filters: AuditFilter[] = [{ userName }, { operation }, { object }, { requestId }];
    for (const filter of filters) {
      const found: string[] = [];
      const costs = await queryCosts(db, kind.name, async (trx) => {
        found.push(...(await listAudit(trx, { ...filter, limit: 51 })).map((entry) => entry.requestId));
      });
      assert.deepEqual(found, [RARE.requestId]);
      for (const { sql, plan, reads } of costs) {
        // A server counts what it reads. The other says which index it takes.
        assert.ok(reads < 20, `${reads} rows are read by ${sql}`);
        if (kind.name === 'SQLite') assert.match(plan, /USING INDEX/, sql);
      }
    }
  });
});
