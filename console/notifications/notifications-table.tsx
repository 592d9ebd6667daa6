import { Link } from 'wouter';
import type { components } from '../../openapi.js';
import { answer } from '../api/client.js';
import { useMay } from '../api/use-session.js';
import { useChange } from '../changes/use-change.js';
import { HostileName } from '../hostile/hostile-text.js';
import { Instant } from '../instants/instant.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { ProblemNote } from '../parts/problem-note.js';
import { words } from '../words/words.js';
import { lastAnswer } from './last-answer.js';
import { NextAttempt, NotificationState } from './notification-words.js';

type Row = components['schemas']['AdminNotification'];

/** Notifications with what came of them. Operators can send each again. */
export function NotificationsTable({ rows, isPrevious }: { rows: readonly Row[]; isPrevious: boolean }) {
  const text = words.notifications;
  const mayReplay = useMay('operator');
  const replay = useChange<string>({
    run: (api, id) =>
      answer(
        api.POST('/v1/admin/notifications/{notification_id}/replay', { params: { path: { notification_id: id } } }),
      ),
    refresh: [['notifications']],
    said: text.replayed,
  });
  return (
    <>
      {replay.problem !== null && <ProblemNote problem={replay.problem} />}
      <DataTable
        caption={text.title}
        columns={mayReplay ? [...COLUMNS, replayColumn(replay)] : COLUMNS}
        rows={rows}
        keyOf={({ notification_id: id }) => id}
        isPrevious={isPrevious}
      />
    </>
  );
}

const { columns } = words.notifications;

const COLUMNS: readonly Column<Row>[] = [
  {
    key: 'id',
    head: columns.id,
    cell: ({ notification_id: id }) => <Link href={`/notifications/${id}`}>{id}</Link>,
  },
  {
    key: 'application',
    head: columns.application,
    cell: ({ application_id: id }) => <Link href={`/applications/${id}`}>{id}</Link>,
  },
  {
    key: 'account',
    head: columns.account,
    cell: ({ account, account_id: id }) => (
      <Link href={`/accounts/${id}`}>
        <HostileName text={account} />
      </Link>
    ),
  },
  { key: 'state', head: columns.state, cell: ({ state }) => <NotificationState state={state} /> },
  { key: 'attempts', head: columns.attempts, align: 'end', cell: ({ attempt_count: count }) => count },
  {
    key: 'answer',
    head: columns.answer,
    cell: ({ last_status: status, last_fault: fault, last_total_ms: total_ms }) => (
      <span className="answer">{lastAnswer({ status, fault, total_ms })}</span>
    ),
  },
  { key: 'created', head: columns.created, cell: ({ created }) => <Instant at={created} /> },
  { key: 'next', head: columns.next, cell: (row) => <NextAttempt {...row} /> },
];

function replayColumn({ busy, start }: { busy: boolean; start(id: string): void }): Column<Row> {
  const text = words.notifications;
  return {
    key: 'do',
    head: text.columns.do,
    headHidden: true,
    align: 'end',
    cell: ({ notification_id: id }) => (
      <button
        type="button"
        className="button-small"
        aria-label={text.replayOf(id)}
        disabled={busy}
        onClick={() => start(id)}
      >
        {text.replay}
      </button>
    ),
  };
}
