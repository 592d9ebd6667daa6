import { useNow } from '../instants/use-now.js';
import { writeInstant } from '../instants/write-instant.js';
import { usePreferences } from '../preferences/use-preferences.js';
import { words } from '../words/words.js';
import { latestOf, pathOf, scaleOf, type Values } from './chart-paths.js';
import { FiguresTable } from './figures-table.js';

export interface ChartLine {
  name: string;
  values: Values;
}

interface LineChartParts {
  title: string;
  /** When each point begins, ms. */
  times: readonly number[];
  lines: readonly ChartLine[];
  write(value: number): string;
}

const BOX = { width: 600, height: 140 };

/**
 * A chart of a few lines, which differ in dash as well as in colour. People who listen hear the latest values, and the
 * figures are a table below.
 */
export function LineChart({ title, times, lines, write }: LineChartParts) {
  const text = words.charts;
  const now = useNow();
  const { utc } = usePreferences();
  const max = scaleOf(lines.map(({ values }) => values));
  const latest = lines.map(({ name, values }) => {
    const value = latestOf(values);
    return { name, value: value === undefined ? text.none : write(value) };
  });
  const label = text.label(title, latest);
  const timeAt = (at: number | undefined) => at !== undefined && writeInstant(at, { utc, now, precise: false });
  return (
    <figure className="chart">
      <figcaption>{title}</figcaption>
      <div className="chart-plot">
        <span className="chart-max quiet" aria-hidden="true">
          {write(max)}
        </span>
        <svg viewBox={`0 -4 ${BOX.width} ${BOX.height + 8}`} preserveAspectRatio="none" role="img" aria-label={label}>
          {[0, 0.5, 1].map((share) => (
            <path key={share} className="chart-grid" d={`M0 ${share * BOX.height}H${BOX.width}`} />
          ))}
          {lines.map(({ name, values }, index) => (
            <path key={name} className={`chart-line chart-line-${index + 1}`} d={pathOf(values, max, BOX)} />
          ))}
        </svg>
      </div>
      <div className="chart-times quiet" aria-hidden="true">
        <span>{timeAt(times[0])}</span>
        <span>{timeAt(times.at(-1))}</span>
      </div>
      <ul className="chart-legend">
        {latest.map(({ name, value }, index) => (
          <li key={name}>
            <svg viewBox="0 0 28 8" aria-hidden="true">
              <path className={`chart-line chart-line-${index + 1}`} d="M1 4H27" />
            </svg>
            {name} <span className="number">{value}</span>
          </li>
        ))}
      </ul>
      <FiguresTable title={title} times={times} lines={lines} write={write} />
    </figure>
  );
}
