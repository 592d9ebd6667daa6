import { Link, useSearch } from 'wouter';
import { answer } from '../api/client.js';
import { CHARTS_EVERY_MS, useLive } from '../api/use-live.js';
import { useMay } from '../api/use-session.js';
import { Instant } from '../instants/instant.js';
import { Facts } from '../parts/facts.js';
import { LoadState } from '../parts/load-state.js';
import { Page } from '../parts/page.js';
import { words } from '../words/words.js';
import { OrderersPanel } from './orderers-panel.js';
import { PositionActions } from './position-actions.js';
import { PositionFields } from './position-fields.js';
import { PositionState } from './position-state.js';
import { PreviewPanel } from './preview-panel.js';
import { PositionVersions } from './position-versions.js';
import { type Position } from './shown-position.js';

const text = words.positions;

/** One position: what it holds, who may order it, how candidates see it, and its versions (`?version=`). */
export function PositionPage({ id }: { id: string }) {
  const mayChange = useMay('admin');
  const asked = new URLSearchParams(useSearch()).get('version');
  const version = asked !== null && /^\d{1,9}$/.test(asked) ? Number(asked) : undefined;
  const live = useLive({
    key: ['position', id, version],
    every: CHARTS_EVERY_MS,
    read: (api, options) =>
      answer(
        api.GET('/v1/admin/positions/{position_id}', {
          ...options,
          params: { path: { position_id: id }, query: version === undefined ? {} : { version } },
        }),
      ),
  });
  const position = live.data;
  return (
    <Page
      title={position?.aname ?? text.one.id(id)}
      above={[{ title: text.title, href: '/positions' }]}
      beside={position && <PositionState position={position} />}
      actions={position && mayChange && <PositionActions position={position} />}
    >
      <LoadState live={live}>
        {(position) => (
          <>
            {position.version !== position.newest_version && <OldVersion position={position} />}
            <Facts facts={factsOf(position)} />
            <nav className="tiles" aria-label={words.accounts.one.links}>
              <Link href={`/applications?position=${id}`}>{text.one.applications}</Link>
              <Link href={`/audit?object=${encodeURIComponent(`position ${id}`)}`}>{text.one.audit}</Link>
            </nav>
            <OrderersPanel position={position} />
            <PositionFields position={position} />
            <PreviewPanel position={position} />
            <PositionVersions position={position} />
          </>
        )}
      </LoadState>
    </Page>
  );
}

function OldVersion({ position: { position_id: id, version, newest_version: newest } }: { position: Position }) {
  return (
    <div className="note note-caution">
      <p>{text.one.isOld(version, newest)}</p>
      <div className="note-foot">
        <Link href={`/positions/${id}`}>{text.one.toNewest}</Link>
      </div>
    </div>
  );
}

function factsOf(position: Position) {
  const { position_id: id, version, report_name: reportName, languages, questions, pages, traits, updated } = position;
  const reducers = position.reducers.map(({ name, caption }) => text.one.reducer(name, caption));
  return [
    [text.columns.id, <code key="id">{id}</code>],
    [text.columns.version, version],
    [text.columns.updated, <Instant key="updated" at={updated} />],
    [text.one.reportName, <bdi key="name">{reportName}</bdi>],
    [text.columns.languages, languages.join(', ')],
    [text.one.questions, text.one.questionsOn(questions, pages)],
    [text.one.traits, traits],
    [text.one.reducers, reducers.join(', ') || words.everywhere.none],
    [text.fields.title, position.custom_fields.length],
  ] as const;
}
