import type { components } from '../../openapi.js';
import { HostileText } from '../hostile/hostile-text.js';
import { visibleText } from '../hostile/visible-text.js';
import { Instant } from '../instants/instant.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { StateBadge, type Tone } from '../parts/state-badge.js';
import { words } from '../words/words.js';

type Attempt = components['schemas']['NotificationAttempt'];

const TONES: Record<Attempt['outcome'], Tone> = {
  delivered: 'good',
  'no-response': 'caution',
  retried: 'caution',
  rejected: 'fault',
  blocked: 'fault',
};

/** Attempts with their times. Below them is the reply to the last, the only one that is kept. */
export function AttemptsTable({ attempts }: { attempts: readonly Attempt[] }) {
  const text = words.notifications.one;
  const [newest] = attempts;
  return (
    <>
      <DataTable caption={text.attempts} columns={columns()} rows={attempts} keyOf={({ number }) => String(number)} />
      {newest && newest.status !== null && (
        <section className="last-reply">
          <h3>{text.attempt.replyOf(newest.number)}</h3>
          <p className="quiet">{text.attempt.replyDetail}</p>
          <Reply attempt={newest} />
        </section>
      )}
    </>
  );
}

function Reply({ attempt: { number, reply } }: { attempt: Attempt }) {
  const text = words.notifications.one.attempt;
  return reply === '' ? <p>{text.emptyReply}</p> : <HostileText text={reply} label={text.replyOf(number)} />;
}

function columns(): Column<Attempt>[] {
  const text = words.notifications.one.attempt;
  const time = (key: 'dns_ms' | 'connect_ms' | 'first_byte_ms' | 'total_ms', head: string): Column<Attempt> => ({
    key,
    head,
    align: 'end',
    cell: (attempt) => (attempt[key] === null ? '–' : text.ms(attempt[key])),
  });
  return [
    { key: 'number', head: text.number, cell: ({ number }) => number },
    { key: 'started', head: text.started, cell: ({ started }) => <Instant at={started} precise /> },
    time('dns_ms', text.dns),
    time('connect_ms', text.connect),
    time('first_byte_ms', text.firstByte),
    time('total_ms', text.total),
    {
      key: 'outcome',
      head: text.outcome,
      cell: ({ outcome }) => <StateBadge tone={TONES[outcome]}>{words.notifications.one.outcomes[outcome]}</StateBadge>,
    },
    {
      key: 'answer',
      head: text.answer,
      cell: (attempt) => <div className="answer">{attempt.status ?? visibleText(attempt.fault ?? '')}</div>,
    },
  ];
}
