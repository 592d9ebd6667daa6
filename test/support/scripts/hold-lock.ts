import { once } from 'node:events';
import { connect } from '../../../db/connection/connect.js';
import { writeTransaction } from '../../../db/connection/transaction.js';

// Holds the write lock of an embedded database until it is told to let go, as another program might.
const db = connect(process.argv[2] as string);
await writeTransaction(db, async () => {
  process.send!('locked');
  await once(process, 'message');
});
await db.destroy();
process.disconnect();
