import { type NotificationResult, type Statements } from './notification-plan.js';
import { short, table } from './report.js';

export const UNDICI = 'bare undici';
export const BULLMQ = 'BullMQ on Redis, no persistence';

/** Writes the results by sender as Markdown: times, then flat out, then the aims. */
export function renderNotifications(machine: string, results: Map<string, NotificationResult>): string {
  return [machine, latencies(results), flatOut(results), aims(results)].join('\n\n');
}

function latencies(results: Map<string, NotificationResult>): string {
  const rows = [...results].flatMap(([label, { rates }]) =>
    rates.map((rate, index) => [
      label,
      String(rate.perSecond),
      short(rate.reached),
      ...[short(rate.p50), short(rate.p95), short(rate.p99)],
      ...[UNDICI, BULLMQ].map((peer) => short(rate.p95 / (results.get(peer)?.rates[index]?.p95 ?? NaN))),
      ...each(rate.statements, rate.notifications),
      String(rate.duplicates),
    ]),
  );
  const head = [
    'commit → received',
    'rate/s',
    'completed/s',
    'p50 ms',
    'p95 ms',
    'p99 ms',
    'p95 ÷ undici',
    'p95 ÷ BullMQ',
  ];
  return table([...head, 'SQL each', 'BEGIN, COMMIT each', 'twice'], rows, 1);
}

function flatOut(results: Map<string, NotificationResult>): string {
  const perSecond = (label: string): number => {
    const flat = results.get(label)?.flat;
    return flat ? flat.notifications / flat.seconds : NaN;
  };
  const rows = [...results].map(([label, { flat }]) => [
    label,
    short(perSecond(label)),
    ...[UNDICI, BULLMQ].map((peer) => short(perSecond(label) / perSecond(peer))),
    ...each(flat.statements, flat.notifications),
    String(flat.duplicates),
  ]);
  const head = ['flat out', 'deliveries/s', '÷ undici', '÷ BullMQ', 'SQL each', 'BEGIN, COMMIT each', 'twice'];
  return table(head, rows, 1);
}

const each = (statements: Statements | undefined, notifications: number): string[] =>
  statements ? [short(statements.sql / notifications), short(statements.control / notifications)] : ['', ''];

function aims(results: Map<string, NotificationResult>): string {
  const gateways = [...results].filter(([label]) => label.startsWith('gateway'));
  const rows = gateways.flatMap(([label, { rates, flat }]) => [
    ...rates.map(({ perSecond, reached, p95 }) => {
      const most = perSecond > 200 ? 500 : 120;
      // A load below that of the aim proves nothing.
      return aim(`${label}: p95 ≤ ${most} ms at ${perSecond}/s`, p95, p95 <= most && reached >= perSecond * 0.95);
    }),
    ...[...rates.map((rate) => ({ ...rate, at: `at ${rate.perSecond}/s` })), { ...flat, at: 'flat out' }].map((one) => {
      const sql = one.statements!.sql / one.notifications;
      return aim(`${label}: SQL for each delivered ≤ 6, ${one.at}`, sql, sql <= 6);
    }),
  ]);
  return table(['aim', 'reached', ''], rows, 1);
}

const aim = (text: string, value: number, met: boolean): string[] => [text, short(value), met ? 'met' : 'not met'];
