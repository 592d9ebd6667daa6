import { type ReactNode } from 'react';
import { Link } from 'wouter';
import type { components } from '../../openapi.js';
import { answer } from '../api/client.js';
import { useLive } from '../api/use-live.js';
import { useMay } from '../api/use-session.js';
import { HostileName } from '../hostile/hostile-text.js';
import { Instant } from '../instants/instant.js';
import { NotificationsTable } from '../notifications/notifications-table.js';
import { DataTable } from '../parts/data-table.js';
import { Facts } from '../parts/facts.js';
import { LoadState } from '../parts/load-state.js';
import { Page } from '../parts/page.js';
import { Panel } from '../parts/panel.js';
import { StateBadge } from '../parts/state-badge.js';
import { words } from '../words/words.js';
import { ApplicationActions } from './application-actions.js';
import { ApplicationLinks } from './application-links.js';
import { ApplicationScore } from './application-score.js';
import { ApplicationStatus } from './application-status.js';
import { InvitationsTable } from './invitations-table.js';

type Detail = components['schemas']['AdminApplication'];

const EVERY_MS = 15_000;

/** One application with all that is known of it, and what can be done with it. */
export function ApplicationPage({ id }: { id: string }) {
  const text = words.applications;
  const mayChange = useMay('operator');
  const live = useLive<Detail>({
    key: ['applications', 'one', id],
    every: EVERY_MS,
    read: (api, options) =>
      answer(
        api.GET('/v1/admin/applications/{application_id}', { params: { path: { application_id: id } }, ...options }),
      ),
  });
  const { data } = live;
  return (
    <Page
      title={text.one.title(id)}
      above={[{ title: text.title, href: '/applications' }]}
      beside={
        data && (
          <>
            <ApplicationStatus status={data.application.status} />
            {data.account_disabled && <StateBadge tone="caution">{text.one.disabled}</StateBadge>}
          </>
        )
      }
      actions={data && mayChange && <ApplicationActions application={data.application} />}
    >
      <LoadState live={live}>{(detail) => <ApplicationParts detail={detail} />}</LoadState>
    </Page>
  );
}

function ApplicationParts({ detail }: { detail: Detail }) {
  const text = words.applications.one;
  const { application, score, notification } = detail;
  return (
    <>
      <Facts facts={factsOf(detail)} />
      <Panel title={text.score}>
        <ApplicationScore score={score} isCompleted={application.status === 'completed'} />
      </Panel>
      <Panel title={text.fields}>
        <FieldsTable fields={application.fields} />
      </Panel>
      <Panel title={text.links}>
        <ApplicationLinks application={application} />
      </Panel>
      <Panel title={text.invitations}>
        <InvitationsTable invitations={application.invitations} />
      </Panel>
      <Panel title={text.notification}>
        {notification ? (
          <NotificationsTable rows={[notification]} isPrevious={false} />
        ) : (
          <p className="quiet">{text.noNotification}</p>
        )}
      </Panel>
    </>
  );
}

function factsOf({ application, account, expires, completed }: Detail): [string, ReactNode][] {
  const { facts, day } = words.applications.one;
  const { account_id: accountId, reference } = application;
  const fields = pairsOf(application.fields);
  const valueOf = (name: string) => fields.find((field) => field.name === name)?.value ?? '';
  const name = valueOf('app_full_name');
  const all: [string, ReactNode, boolean][] = [
    [facts.candidate, <HostileName text={name} />, name !== ''],
    [facts.email, <HostileName text={valueOf('email')} />, valueOf('email') !== ''],
    [
      facts.account,
      <Link href={`/accounts/${accountId}`}>
        <HostileName text={account} /> {accountId}
      </Link>,
      true,
    ],
    [
      facts.position,
      <Link href={`/positions/${application.position_id}`}>
        <HostileName text={application.position} />
      </Link>,
      true,
    ],
    [facts.reference, <HostileName text={reference ?? ''} />, reference !== undefined],
    [facts.ordered, day(application.date_sub), true],
    [facts.orderedBy, <HostileName text={application.user_id} />, true],
    [facts.language, application.language_id, true],
    [facts.expires, <Instant at={expires} />, true],
    [facts.completed, completed === null ? '–' : <Instant at={completed} precise />, completed !== null],
  ];
  return all.filter(([, , isKnown]) => isKnown).map(([term, value]) => [term, value]);
}

function pairsOf(fields: Detail['application']['fields']): { name: string; value: string }[] {
  if (!Array.isArray(fields)) return [];
  return fields.flatMap((field) => Object.entries(field)).map(([name, value]) => ({ name, value: String(value) }));
}

function FieldsTable({ fields }: { fields: Detail['application']['fields'] }) {
  const text = words.applications.one;
  const pairs = pairsOf(fields);
  if (pairs.length === 0) return <p className="quiet">{text.noFields}</p>;
  return (
    <DataTable
      caption={text.fields}
      columns={[
        { key: 'name', head: text.fieldName, cell: ({ name }) => <HostileName text={name} /> },
        { key: 'value', head: text.fieldValue, cell: ({ value }) => <HostileName text={value} /> },
      ]}
      rows={pairs}
      keyOf={({ name }) => name}
    />
  );
}
