import { short, table } from '../support/report.js';
import { type AtEachNode } from './at-each-node.js';
import { type KilledWriter } from './killed-writer.js';
import { type Outcome, otherErrors, unavailable } from './outcome.js';
import { type Throughput } from './throughput.js';

export interface ClusterResults extends AtEachNode {
  throughput: Throughput[];
  killed: KilledWriter;
}

/** Writes the results as Markdown: throughput, then failures, then what is sent and made once, then the aims. */
export function renderCluster(machine: string, results: ClusterResults): string {
  return [machine, throughput(results.throughput), failures(results), once(results), aims(results)].join('\n\n');
}

function throughput(measured: Throughput[]): string {
  const rows = measured.map(({ asked, label, perSecond, ratio, p50, p95, refused }) => [
    ...[asked, label, short(perSecond)],
    `${short(ratio.median)} (${short(ratio.min)} to ${short(ratio.max)})`,
    ...[short(p50), short(p95)],
    ...[p50, p95].map((own, index) => short(own / yardstickOf(measured, asked)[index]!)),
    String(refused),
  ]);
  const head = ['asked', 'arrangement', 'answers/s', '÷ one MariaDB (least to most)', 'p50 ms', 'p95 ms'];
  return table([...head, 'p50 ÷ one', 'p95 ÷ one', 'refused'], rows, 2);
}

const yardstickOf = (measured: Throughput[], asked: string): number[] => {
  const { p50, p95 } = measured.find((one) => one.asked === asked)!;
  return [p50, p95];
};

function failures({ killed, restart }: ClusterResults): string {
  const row = (what: string, outcome: Outcome, [silent, slowest]: string[]): string[] => [
    what,
    [...outcome.statuses].map(([name, count]) => `${count} × ${name}`).join(', '),
    ...[silent!, slowest!],
    ...[outcome.confirmed, outcome.lost, outcome.twice].map(String),
  ];
  const rows = [
    row(`the writer behind HAProxy is killed and comes back, ${killed.perSecond} orders/s`, killed, [
      short(killed.silentMs / 1000),
      short(killed.slowestMs / 1000),
    ]),
    row(`all nodes are restarted in turn within ${short(restart.seconds)} s, ${restart.clients} clients`, restart, [
      '',
      '',
    ]),
  ];
  const head = ['what happens', 'answers', 'longest without a confirmed order, s', 'slowest confirmed, s'];
  return table([...head, 'confirmed', 'lost', 'stored twice'], rows, 2);
}

function once({ races, deliveries, restart }: ClusterResults): string {
  const sent = (what: string, { notifications, missing, duplicates }: typeof deliveries): string[] => [
    what,
    ...[notifications, duplicates, missing].map(String),
  ];
  const rows = [
    [
      'races of three orders with `fail_on_dup`',
      ...[races.races, races.madeTwo].map(String),
      `${races.answeredOtherwise} not answered 201, 409, 409`,
    ],
    sent('notifications while nothing fails', deliveries),
    sent('notifications while the nodes are restarted', restart.deliveries),
  ];
  return table(['a gateway at each node', 'how many', 'twice', 'missing, or answered otherwise'], rows, 1);
}

function aims({ killed, races, deliveries, restart }: ClusterResults): string {
  const rows: [string, number][] = [
    ['killed writer: confirmed and lost', killed.lost],
    ['killed writer: errors other than 503', otherErrors(killed)],
    ['restart in turn: confirmed and lost', restart.lost],
    ['restart in turn: errors other than 503', otherErrors(restart)],
    ['`fail_on_dup`: races that made two', races.madeTwo],
    ['notifications sent twice while nothing fails', deliveries.duplicates],
    ['notifications that did not come', deliveries.missing + restart.deliveries.missing],
  ];
  const told = `503: ${unavailable(killed)} with the killed writer, ${unavailable(restart)} in the restart in turn.`;
  const met = rows.map(([aim, reached]) => [`${aim}: 0`, String(reached), reached === 0 ? 'met' : 'not met']);
  return `${told}\n\n${table(['aim', 'reached', ''], met, 1)}`;
}
