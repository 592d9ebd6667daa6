import { answer } from '../api/client.js';
import { EVERY_MS, useLive } from '../api/use-live.js';
import { LoadState, ReadAgo } from '../parts/load-state.js';
import { Page } from '../parts/page.js';
import { words } from '../words/words.js';
import { FiguresPanel } from './figures-panel.js';
import { ProcessesTable } from './processes-table.js';
import { QueueCards } from './queue-cards.js';
import { StatePanel } from './state-panel.js';
import { TroubleTable } from './trouble-table.js';

/** What an operator looks at first. While the database or the gateway is away the last figures stay, and it says so. */
export function OverviewPage() {
  const live = useLive({
    key: ['overview'],
    every: EVERY_MS,
    read: (api, options) => answer(api.GET('/v1/admin/overview', options)),
  });
  const { problem, readAt } = live;
  const away = problem === null ? undefined : problem.status === 0 ? 'gateway' : 'database';
  return (
    <Page title={words.overview.title}>
      <LoadState live={live}>
        {(data) =>
          data && (
            <>
              <StatePanel overview={data} away={away} beside={<ReadAgo at={readAt} />} />
              <QueueCards queues={data.queues} />
              <TroubleTable accounts={data.trouble} />
            </>
          )
        }
      </LoadState>
      <FiguresPanel />
      {live.data && <ProcessesTable processes={live.data.processes} />}
    </Page>
  );
}
