import { connect } from '../../../db/connection/connect.js';
import { migrate } from '../../../db/migrate.js';

const db = connect(process.argv[2] as string);
console.log(JSON.stringify(await migrate(db)));
await db.destroy();
