import { bodyOf, type NotificationPlan, SLOTS } from '../support/notification-plan.js';
import { postToSink } from '../support/post-to-sink.js';
import { instant, runSender } from '../support/run-sender.js';

// The upper limit: nothing is stored, and each request is only sent.
const plan = JSON.parse(process.env['PLAN']!) as NotificationPlan;
const sink = postToSink(plan.sinkUrl);
const underWay = new Set<Promise<void>>();
let backlog: string[] = [];

function send(id: string): Promise<void> {
  const one: Promise<void> = sink.post(id, bodyOf(id)).finally(() => underWay.delete(one));
  underWay.add(one);
  return one;
}

await runSender(plan, {
  commit(id) {
    const at = instant();
    void send(id);
    return Promise.resolve(at);
  },
  recorded: async () => void (await Promise.all(underWay)),
  prepare(ids) {
    backlog = [...ids];
    return Promise.resolve();
  },
  async sendAll() {
    const slot = async (): Promise<void> => {
      for (let id = backlog.pop(); id !== undefined; id = backlog.pop()) await send(id);
    };
    await Promise.all(Array.from({ length: SLOTS }, slot));
  },
  close: () => sink.close(),
});
