import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { embeddedDriver } from '../../../db/connection/driver/embedded-driver.js';

// Makes statements that nobody needs any more, and runs the collector on them.
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const Database = embeddedDriver();
const database = new Database(':memory:');
let sum = 0;
for (let round = 0; round < 20; round++) {
  for (let index = 0; index < 1000; index++) sum += Number(database.prepare('select 1').pluck().get());
  collect();
  // Finalizers run between two turns of the event loop.
  await new Promise((resolve) => setImmediate(resolve));
}
console.log(sum);
