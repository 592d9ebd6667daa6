import { connect } from '../../../db/connection/connect.js';
import { writeTransaction } from '../../../db/connection/transaction.js';

// Reads the counter of row 1 and writes it back plus one, as often as `times` says.
const [url, times] = process.argv.slice(2) as [string, string];
const db = connect(url);
for (let i = 0; i < Number(times); i++) {
  await writeTransaction(db, async (trx) => {
    const row = await trx<{ id: string; n: number }>('counter').where({ id: '1' }).forUpdate().first();
    await trx('counter')
      .where({ id: '1' })
      .update({ n: (row?.n ?? 0) + 1 });
  });
}
await db.destroy();
