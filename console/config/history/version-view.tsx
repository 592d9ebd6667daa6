import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useAnnounce } from '../../announce/use-announce.js';
import { answer } from '../../api/client.js';
import { useLive } from '../../api/use-live.js';
import { useMay } from '../../api/use-session.js';
import { ConfirmDialog } from '../../changes/confirm-dialog.js';
import { useChange } from '../../changes/use-change.js';
import { LoadState } from '../../parts/load-state.js';
import { words } from '../../words/words.js';
import { type AdminConfig } from '../draft/admin-config.js';
import { FieldsView } from '../values/fields-view.js';
import { visibleText } from '../../hostile/visible-text.js';

/** An earlier version beside the current config, and the way back to it. */
export function VersionView({ config, version }: { config: AdminConfig; version: number }) {
  const text = words.config.versions;
  const { account_id: id } = config;
  const [asked, setAsked] = useState(false);
  const mayRestore = useMay('operator') && version !== config.version;
  const live = useLive({
    key: ['config-version', id, version],
    read: (api, options) =>
      answer(api.GET('/v1/admin/accounts/{account_id}/config/versions/{version}', { params: { path: { account_id: id, version } }, ...options })), // prettier-ignore
  });
  return (
    <section className="panel">
      <div className="panel-head">
        <div>
          <h2>{text.title1(version)}</h2>
          <p className="quiet">{version === config.version ? text.isCurrent : text.differs}</p>
        </div>
        <div className="actions">
          <Link className="button" href={`/accounts/${id}/config`}>
            {text.back}
          </Link>
          {mayRestore && live.data?.readable && (
            <button type="button" className="button-main" onClick={() => setAsked(true)}>
              {text.restore}
            </button>
          )}
        </div>
      </div>
      <LoadState live={live}>
        {({ fields, readable, note }) => (
          <>
            {note !== '' && <p>{visibleText(note)}</p>}
            {readable ? (
              <FieldsView fields={fields} current={config.fields} />
            ) : (
              <p className="note note-caution">{text.unreadable}</p>
            )}
          </>
        )}
      </LoadState>
      {asked && <Restore config={config} version={version} onClose={() => setAsked(false)} />}
    </section>
  );
}

function Restore({ config, version, onClose }: { config: AdminConfig; version: number; onClose(): void }) {
  const text = words.config.versions;
  const { account_id: id } = config;
  const queries = useQueryClient();
  const announce = useAnnounce();
  const [, navigate] = useLocation();
  const change = useChange<void, AdminConfig>({
    run: (api) =>
      answer(
        api.POST('/v1/admin/accounts/{account_id}/config/restore', {
          params: { path: { account_id: id }, header: { 'If-Match': `"${config.version}"` } },
          body: { version },
        }),
      ),
    done: (restored) => {
      queries.setQueryData(['config', id], restored);
      announce(text.restored(restored.version));
      navigate(`/accounts/${id}/config`);
    },
  });
  return (
    <ConfirmDialog
      title={text.restoreTitle(version)}
      go={text.restore}
      busy={change.busy}
      problem={change.problem}
      onGo={() => change.start()}
      onClose={onClose}
    >
      <p>{text.restoreDetail(version)}</p>
    </ConfirmDialog>
  );
}
