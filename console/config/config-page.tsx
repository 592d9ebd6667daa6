import { Link, useSearch } from 'wouter';
import { answer } from '../api/client.js';
import { EVERY_MS, useLive } from '../api/use-live.js';
import { useMay } from '../api/use-session.js';
import { Instant } from '../instants/instant.js';
import { LoadState } from '../parts/load-state.js';
import { Page } from '../parts/page.js';
import { words } from '../words/words.js';
import { type AdminConfig } from './draft/admin-config.js';
import { FieldsView } from './values/fields-view.js';
import { rowsOf, savedFields } from './draft/draft-rows.js';
import { ConfigForm } from './form/config-form.js';
import { VersionView } from './history/version-view.js';
import { VersionsPanel } from './history/versions-panel.js';
import { Repair } from './form/repair.js';
import { useRepairDraft } from './form/use-repair-draft.js';
import { RequestPreview } from './request/request-preview.js';

/** The screen with the config of an account: the table, or an earlier version with `?version=`. */
export function ConfigPage({ id }: { id: string }) {
  const text = words.config;
  const version = Number(new URLSearchParams(useSearch()).get('version') ?? '');
  const live = useLive({
    key: ['config', id],
    every: EVERY_MS,
    read: (api, options) =>
      answer(api.GET('/v1/admin/accounts/{account_id}/config', { params: { path: { account_id: id } }, ...options })),
  });
  const config = live.data;
  return (
    <Page
      title={config ? text.ofAccount(config.name) : text.title}
      above={[
        { title: text.accounts, href: '/accounts' },
        { title: config?.name ?? id, href: `/accounts/${id}` },
      ]}
      lead={config && <Changed config={config} />}
    >
      <LoadState live={live}>
        {(config) => (
          <>
            {version > 0 ? <VersionView config={config} version={version} /> : <Current config={config} />}
            <VersionsPanel config={config} shown={version > 0 ? version : config.version} />
          </>
        )}
      </LoadState>
    </Page>
  );
}

function Changed({ config: { account_id: id, version, changed } }: { config: AdminConfig }) {
  const text = words.config;
  return (
    <>
      <code>{id}</code> · {text.version(version)}
      {changed === null ? (
        ` · ${text.never}`
      ) : (
        <>
          {' '}
          · {text.by(changed.user)}, <Instant at={changed.at} />
        </>
      )}{' '}
      · <Link href={`/accounts/${id}/config#history`}>{text.history}</Link>
    </>
  );
}

function Current({ config }: { config: AdminConfig }) {
  const mayChange = useMay('operator');
  const repair = useRepairDraft(config);
  if (!config.readable) return <Repair config={config} repair={repair} />;
  if (mayChange) return <ConfigForm config={config} />;
  return (
    <>
      <p className="note">{words.config.readOnly}</p>
      <FieldsView fields={config.fields} />
      <RequestPreview accountId={config.account_id} fields={savedFields(rowsOf(config.fields, 1).rows)} />
    </>
  );
}
