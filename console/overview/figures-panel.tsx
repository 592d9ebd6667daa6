import { answer } from '../api/client.js';
import { CHARTS_EVERY_MS, useLive } from '../api/use-live.js';
import { LineChart } from '../charts/line-chart.js';
import { LoadState } from '../parts/load-state.js';
import { Panel } from '../parts/panel.js';
import { useFilters } from '../parts/use-filters.js';
import { words } from '../words/words.js';
import { chartsOf } from './charts-of.js';

const RANGES = ['1h', '6h', '24h', '7d'] as const;

/** The charts over a range of time, which is in the address. */
export function FiguresPanel() {
  const text = words.overview.figures;
  const [filters, change] = useFilters(['range']);
  const range = RANGES.find((one) => one === filters.range) ?? '1h';
  const live = useLive({
    key: ['figures', range],
    every: CHARTS_EVERY_MS,
    keepPrevious: true,
    read: (api, options) => answer(api.GET('/v1/admin/figures', { params: { query: { range } }, ...options })),
  });
  return (
    <Panel
      title={text.title}
      detail={text.detail}
      actions={
        <fieldset className="ranges">
          <legend className="visually-hidden">{text.range}</legend>
          {RANGES.map((one) => (
            <label key={one} className="check">
              <input type="radio" name="range" checked={one === range} onChange={() => change({ range: one })} />
              {text.ranges[one]}
            </label>
          ))}
        </fieldset>
      }
    >
      <LoadState live={live}>
        {(data) =>
          data && (
            <div className="charts" aria-busy={live.isPrevious}>
              {chartsOf(data.points).map((chart) => (
                <LineChart key={chart.title} times={data.points.map(({ at }) => Date.parse(at))} {...chart} />
              ))}
            </div>
          )
        }
      </LoadState>
    </Panel>
  );
}
