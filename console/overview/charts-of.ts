import type { components } from '../../openapi.js';
import { type ChartLine } from '../charts/line-chart.js';
import { number } from '../words/en/write.js';
import { words } from '../words/words.js';
import { writeSpan } from '../instants/write-span.js';

type Point = components['schemas']['FiguresPoint'];
type Counts = components['schemas']['FiguresCounts'];

interface Chart {
  title: string;
  lines: ChartLine[];
  write(value: number): string;
}

/** The charts of the overview, made from the points that the gateway gives. */
export function chartsOf(points: readonly Point[]): Chart[] {
  const { charts, lines } = words.overview.figures;
  const line = (name: string, of: (point: Point) => number | undefined): ChartLine => ({
    name,
    values: points.map(of),
  });
  /** Points that are longer, or in which somebody counted only for a part, become comparable. */
  const perMinute = (name: string, of: (counts: Counts) => number): ChartLine =>
    line(name, ({ counts }) => counts && of(counts) / counts.minutes);
  const count = (value: number): string => number(Math.round(value * 100) / 100);
  return [
    {
      title: charts.deliveries,
      write: count,
      lines: [
        perMinute(lines.delivered, ({ delivered }) => delivered),
        perMinute(lines.retried, ({ retried, no_response, blocked }) => retried + no_response + blocked),
        perMinute(lines.rejected, ({ rejected }) => rejected),
      ],
    },
    {
      title: charts.queue,
      write: count,
      lines: [line(lines.queued, ({ endpoint }) => endpoint?.queued), line(lines.due, ({ endpoint }) => endpoint?.due)],
    },
    {
      title: charts.lateness,
      write: writeSpan,
      lines: [
        line(lines.lateness, ({ counts }) => counts?.lateness_ms?.p95),
        line(lines.attempt, ({ counts }) => counts?.attempt_ms?.p95),
      ],
    },
    {
      title: charts.requests,
      write: count,
      lines: [
        perMinute(lines.requests, ({ requests }) => requests),
        perMinute(lines.clientErrors, ({ client_errors: errors }) => errors),
        perMinute(lines.serverErrors, ({ server_errors: errors }) => errors),
      ],
    },
    {
      title: charts.requestTime,
      write: writeSpan,
      lines: [
        line(lines.p50, ({ counts }) => counts?.request_ms?.p50),
        line(lines.p95, ({ counts }) => counts?.request_ms?.p95),
        line(lines.p99, ({ counts }) => counts?.request_ms?.p99),
      ],
    },
    {
      title: charts.signIns,
      write: count,
      lines: [
        perMinute(lines.refused, ({ sign_ins_refused: refused }) => refused),
        perMinute(lines.throttled, ({ sign_ins_throttled: throttled }) => throttled),
        perMinute(lines.busy, ({ sign_ins_busy: busy }) => busy),
      ],
    },
  ];
}
