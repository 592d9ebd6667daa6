import type { components } from '../../openapi.js';
import { words } from '../words/words.js';
import { number } from '../words/en/write.js';
import { writeSpan } from './write-span.js';

type Queue = components['schemas']['OverviewQueue'];

/** The two queues, each with its numbers. */
export function QueueCards({ queues }: { queues: readonly Queue[] }) {
  const text = words.overview.queue;
  return (
    <div className="queue-cards">
      {queues.map((queue) => (
        <section key={queue.channel} className="card" aria-labelledby={`queue-${queue.channel}`}>
          <h2 id={`queue-${queue.channel}`}>{text.channels[queue.channel]}</h2>
          <dl>
            {figuresOf(queue).map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd className="number">{value}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

function figuresOf(queue: Queue): [name: string, value: string][] {
  const text = words.overview.queue;
  return [
    [text.queued, number(queue.queued)],
    [text.due, number(queue.due)],
    ...(queue.channel === 'endpoint' ? [[text.heldBack, number(queue.held_back)] as [string, string]] : []),
    [text.parked, number(queue.parked)],
    [text.oldest, queue.oldest_due_seconds > 0 ? writeSpan(queue.oldest_due_seconds * 1000) : words.everywhere.none],
  ];
}
