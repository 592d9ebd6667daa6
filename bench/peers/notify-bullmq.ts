import { setTimeout as wait } from 'node:timers/promises';
import { Queue, Worker } from 'bullmq';
import { bodyOf, type NotificationPlan, SLOTS } from '../support/notification-plan.js';
import { postToSink } from '../support/post-to-sink.js';
import { instant, runSender } from '../support/run-sender.js';

// The usual alternative: a job queue on Redis. Its worker is in the process that adds the jobs.
const plan = JSON.parse(process.env['PLAN']!) as NotificationPlan;
const sink = postToSink(plan.sinkUrl);
const { hostname: host, port } = new URL(plan.redisUrl!);
const connection = { host, port: Number(port) };
const queue = new Queue<{ body: string }>('notifications', {
  connection,
  defaultJobOptions: { removeOnComplete: true, attempts: 10 },
});
let worker = start();

function start(): Worker<{ body: string }> {
  const started = new Worker<{ body: string }>('notifications', (job) => sink.post(job.name, job.data.body), {
    ...{ connection, concurrency: SLOTS },
  });
  started.on('error', (error) => console.error(error));
  return started;
}

async function recorded(): Promise<void> {
  while ((await queue.getJobCountByTypes('waiting', 'active', 'delayed', 'prioritized')) > 0) await wait(10);
}

await worker.waitUntilReady();
await runSender(plan, {
  async commit(id) {
    const at = instant();
    await queue.add(id, { body: bodyOf(id) });
    return at;
  },
  recorded,
  async prepare(ids) {
    await worker.close();
    await queue.addBulk(ids.map((id) => ({ name: id, data: { body: bodyOf(id) } })));
  },
  async sendAll() {
    worker = start();
    await recorded();
  },
  async close() {
    await worker.close();
    await queue.close();
    await sink.close();
  },
});
