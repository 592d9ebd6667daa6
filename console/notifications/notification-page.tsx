import { type ReactNode } from 'react';
import { Link } from 'wouter';
import type { components } from '../../openapi.js';
import { answer } from '../api/client.js';
import { EVERY_MS, useLive } from '../api/use-live.js';
import { useMay } from '../api/use-session.js';
import { useChange } from '../changes/use-change.js';
import { HostileName } from '../hostile/hostile-text.js';
import { Instant } from '../instants/instant.js';
import { CopyButton } from '../parts/copy-button.js';
import { Facts } from '../parts/facts.js';
import { LoadState } from '../parts/load-state.js';
import { Page } from '../parts/page.js';
import { Panel } from '../parts/panel.js';
import { ProblemNote } from '../parts/problem-note.js';
import { words } from '../words/words.js';
import { asCurl } from './as-curl.js';
import { AttemptsTable } from './attempts-table.js';
import { NextAttempt, NotificationState } from './notification-words.js';
import { RequestOfNow } from './request-of-now.js';

type Detail = components['schemas']['AdminNotificationDetail'];

/** One notification: what came of it and why, each attempt with the partner's reply, and what would be sent now. */
export function NotificationPage({ id }: { id: string }) {
  const text = words.notifications;
  const mayReplay = useMay('operator');
  const live = useLive<Detail>({
    key: ['notifications', 'one', id],
    every: EVERY_MS,
    read: (api, options) =>
      answer(
        api.GET('/v1/admin/notifications/{notification_id}', { params: { path: { notification_id: id } }, ...options }),
      ),
  });
  const replay = useChange({
    run: (api) =>
      answer(
        api.POST('/v1/admin/notifications/{notification_id}/replay', { params: { path: { notification_id: id } } }),
      ),
    refresh: [['notifications']],
    said: text.replayed,
  });
  const { data } = live;
  return (
    <Page
      title={text.one.title(id)}
      above={[{ title: text.title, href: '/notifications' }]}
      beside={data && <NotificationState state={data.state} />}
      actions={
        data && (
          <>
            {mayReplay && (
              <button type="button" className="button-main" disabled={replay.busy} onClick={() => replay.start()}>
                {text.replay}
              </button>
            )}
            <Link href={`/accounts/${data.account_id}/config`}>{text.one.config}</Link>
          </>
        )
      }
    >
      {replay.problem !== null && <ProblemNote problem={replay.problem} />}
      <LoadState live={live}>{(detail) => <NotificationParts detail={detail} />}</LoadState>
    </Page>
  );
}

function NotificationParts({ detail }: { detail: Detail }) {
  const text = words.notifications.one;
  const mayChange = useMay('operator');
  return (
    <>
      <Facts facts={factsOf(detail)} />
      <Panel title={text.why}>
        <p>
          {detail.reason === 'final-status' && typeof detail.last_status === 'number'
            ? text.finalStatus(detail.last_status)
            : text.reasons[detail.reason]}
        </p>
        {mayChange && detail.missing_status !== undefined && (
          <p>
            <Link href={`/accounts/${detail.account_id}/config?add_http_err=${detail.missing_status}`}>
              {text.add(detail.missing_status)}
            </Link>{' '}
            <span className="quiet">{text.addDetail(detail.missing_status)}</span>
          </p>
        )}
      </Panel>
      <Panel title={text.attempts} detail={text.attemptsDetail}>
        {detail.attempts.length === 0 ? (
          <p className="quiet">{text.noAttempts}</p>
        ) : (
          <AttemptsTable attempts={[...detail.attempts].reverse()} />
        )}
      </Panel>
      <Panel
        title={text.request}
        detail={text.requestDetail}
        actions={
          detail.request && (
            <CopyButton text={asCurl(detail.request)} label={`${text.curl}, ${text.curlSecrets}`} shown={text.curl} />
          )
        }
      >
        {detail.request ? <RequestOfNow request={detail.request} /> : <p className="quiet">{text.noRequest}</p>}
      </Panel>
    </>
  );
}

function factsOf(detail: Detail): [string, ReactNode][] {
  const { facts } = words.notifications.one;
  const { application_id: applicationId, account_id: accountId, account, ended } = detail;
  return [
    [facts.application, <Link href={`/applications/${applicationId}`}>{applicationId}</Link>],
    [
      facts.account,
      <Link href={`/accounts/${accountId}`}>
        <HostileName text={account} /> {accountId}
      </Link>,
    ],
    [facts.attempts, detail.attempt_count],
    [facts.created, <Instant at={detail.created} precise />],
    ...(ended === null
      ? ([[facts.next, <NextAttempt {...detail} />]] as [string, ReactNode][])
      : ([[facts.ended, <Instant at={ended} precise />]] as [string, ReactNode][])),
    [facts.expires, <Instant at={detail.expires} />],
    [facts.replayed, detail.replayed ? <Instant at={detail.replayed} precise /> : facts.never],
  ];
}
