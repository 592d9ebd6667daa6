import assert from 'node:assert/strict';
import { recordAudit } from '../../../db/accounts/audit.js';
import { writeTransaction } from '../../../db/connection/transaction.js';
import { describeOnEachDatabase } from '../../support/databases.js';

const ENTRY = {
  at: 1_800_000_000_000,
  userName: 'Zoë',
  credentialId: '9007199254740993',
  operation: 'cancel',
  object: 'application 42',
  outcome: 'ok',
  address: '2001:db8::1',
  requestId: 'r-1',
};

describeOnEachDatabase('recordAudit', (create) => {
  it('adds an entry each time, with or without a credential', async () => {
    const { db } = await create();
    await recordAudit(db, ENTRY);
    await recordAudit(db, { ...ENTRY, credentialId: undefined });
    const rows = await db('audit_log').orderBy('id').select<Record<string, unknown>[]>();
    const expected = {
      at_ms: ENTRY.at,
      user_name: 'Zoë',
      operation: 'cancel',
      object: 'application 42',
      outcome: 'ok',
      address: '2001:db8::1',
      request_id: 'r-1',
    };
    assert.deepEqual(
      rows.map(({ id: _, ...rest }) => rest),
      [
        { ...expected, credential_id: '9007199254740993' },
        { ...expected, credential_id: null },
      ],
    );
  });

  it('adds nothing when its transaction fails', async () => {
    const { db } = await create();
    const failed = writeTransaction(db, async (trx) => {
      await recordAudit(trx, ENTRY);
      throw new Error('after all');
    });
    await assert.rejects(failed, /after all/);
    assert.deepEqual(await db('audit_log').select(), []);
  });
});
