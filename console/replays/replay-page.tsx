import { Link } from 'wouter';
import type { components } from '../../openapi.js';
import { answer } from '../api/client.js';
import { useLive } from '../api/use-live.js';
import { Instant } from '../instants/instant.js';
import { FilterWords } from '../notifications/filter-words.js';
import { Facts } from '../parts/facts.js';
import { LoadState } from '../parts/load-state.js';
import { Page } from '../parts/page.js';
import { Panel } from '../parts/panel.js';
import { addressOf } from '../parts/use-filters.js';
import { number } from '../words/en/write.js';
import { words } from '../words/words.js';
import { ReplayState } from './replay-state.js';

type Replay = components['schemas']['AdminReplay'];

const WHILE_RUNNING_MS = 2_000;

/** One job that sends many notifications again, and how far it is. */
export function ReplayPage({ id }: { id: string }) {
  const text = words.notifications.jobs;
  const live = useLive<Replay>({
    key: ['replays', 'one', id],
    every: WHILE_RUNNING_MS,
    read: (api, options) =>
      answer(
        api.GET('/v1/admin/notification-replays/{replay_id}', { params: { path: { replay_id: id } }, ...options }),
      ),
  });
  const { data } = live;
  return (
    <Page
      title={text.one(id)}
      above={[
        { title: words.notifications.title, href: '/notifications' },
        { title: text.title, href: '/replays' },
      ]}
      beside={data && <ReplayState replay={data} />}
      actions={data && <Link href={addressOf('/notifications', { ...data.filter })}>{text.show}</Link>}
      {...(data && { lead: text.by(data.user) })}
    >
      <LoadState live={live}>
        {(replay) => (
          <>
            <Panel title={text.progress} {...(replay.finished === null && { detail: text.background })}>
              <progress aria-label={text.progress} max={Math.max(replay.total, 1)} value={valueOf(replay)} />
              <Facts
                facts={[
                  [text.done, text.of(replay.done, replay.total)],
                  [text.skipped, number(replay.skipped)],
                  [text.left, number(replay.left)],
                  [text.ordered, <Instant at={replay.created} precise />],
                  [text.ended, replay.finished === null ? '–' : <Instant at={replay.finished} precise />],
                ]}
              />
            </Panel>
            <Panel title={text.filter}>
              <FilterWords filter={replay.filter} account={replay.account} />
            </Panel>
          </>
        )}
      </LoadState>
    </Page>
  );
}

const valueOf = ({ finished, done, total }: Replay): number => (finished === null ? done : Math.max(total, 1));
