import { type ReactNode } from 'react';
import { Link } from 'wouter';
import type { components } from '../../openapi.js';
import { words } from '../words/words.js';
import { number } from '../words/en/write.js';
import { writeSpan } from '../instants/write-span.js';

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
          {queue.channel === 'messages' && queue.queued + queue.parked > 0 && <p className="quiet">{text.messages}</p>}
        </section>
      ))}
    </div>
  );
}

function figuresOf(queue: Queue): [name: string, value: ReactNode][] {
  const text = words.overview.queue;
  const isOfPartners = queue.channel === 'endpoint';
  // What it counts is a list of the console, where there is one.
  const shown = (name: string, count: number, href: string): ReactNode =>
    isOfPartners && count > 0 ? (
      <Link href={href} aria-label={text.show(number(count), name)}>
        {number(count)}
      </Link>
    ) : (
      number(count)
    );
  const heldBack: [string, ReactNode] = [text.heldBack, shown(text.heldBack, queue.held_back, '/accounts?paused=true')];
  return [
    [text.queued, shown(text.queued, queue.queued, '/notifications?state=live')],
    [text.due, number(queue.due)],
    ...(isOfPartners ? [heldBack] : []),
    [text.parked, shown(text.parked, queue.parked, '/notifications?state=parked')],
    [text.oldest, queue.oldest_due_seconds > 0 ? writeSpan(queue.oldest_due_seconds * 1000) : words.everywhere.none],
  ];
}
