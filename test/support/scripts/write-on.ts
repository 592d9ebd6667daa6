import { connect } from '../../../db/connection/connect.js';
import { writeTransaction } from '../../../db/connection/transaction.js';

const HELD_MS = 210;

// Holds the write lock for a while, again and again, until it is told to stop. The next write is always already
// waiting.
const [url, who] = process.argv.slice(2) as [string, string];
const db = connect(url);
let over = false;
process.on('message', () => (over = true));
process.on('disconnect', () => process.exit(1));

async function writeOn(): Promise<void> {
  while (!over) {
    await writeTransaction(db, async (trx) => {
      await trx('turns').insert({ who });
      const end = performance.now() + HELD_MS;
      while (performance.now() < end) await trx('turns').first();
    });
  }
}
await Promise.all([writeOn(), writeOn()]);
await db.destroy();
process.removeAllListeners('disconnect');
process.disconnect();
