import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { type FloodResult, PARTNER_PER_SECOND, WRONG_PER_SECOND } from './flood.js';
import { type Measured } from './measure.js';
import { SAME_CHECKS, TWO_WORKERS } from './scenarios.js';

export interface Report {
  /** Describes the machine and the run. */
  machine: string;
  measured: Measured[];
  floods: FloodResult[];
}

/** Writes the results as Markdown: throughput, then the aims, then the flood. */
export function renderReport({ machine, measured, floods }: Report): string {
  return [machine, throughput(measured), targets(measured, floods), floodTable(floods)].join('\n\n');
}

/** Replaces the text between a bench's markers in a Markdown file. The layout is the one that the lint requires. */
export async function writeBetweenMarkers(file: string, bench: string, text: string): Promise<void> {
  const start = `<!-- ${bench} results: written by npm run bench -- ${bench} -->`;
  const end = `<!-- end of ${bench} results -->`;
  const [before, rest] = readFileSync(file, 'utf8').split(start);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`${file} has no markers for the results.`);
  const settings = (await resolveConfig(file)) ?? {};
  const whole = `${before}${start}\n\n${text}\n\n${end}${after}`;
  writeFileSync(file, await format(whole, { ...settings, parser: 'markdown' }));
}

function throughput(measured: Measured[]): string {
  const head = [
    'variant',
    'page',
    'requests/s',
    '÷ bare Express (least to most)',
    '× naive',
    'CPU µs/request',
    '÷ bare by CPU',
  ];
  const rows = measured.map(({ scenario, perSecond, ratio, timesNaive, cpuMicros, cpuRatio }) => [
    scenario.label,
    String(scenario.limit),
    whole(perSecond),
    `${short(ratio.median)} (${short(ratio.min)} to ${short(ratio.max)})`,
    short(timesNaive),
    whole(cpuMicros),
    short(cpuRatio),
  ]);
  return table(head, rows, 2);
}

interface Target {
  aim: string;
  least?: number;
  most?: number;
  reached: number;
  /** The same by processor time, where it is known. */
  byCpu?: number;
}

function targets(measured: Measured[], floods: FloodResult[]): string {
  const page = (database: string) =>
    measured.filter(
      ({ scenario }) =>
        scenario.limit === 20 && scenario.label.startsWith(gatewayOn(database)) && !isUnchanged(scenario),
    );
  const lesser = (values: (number | undefined)[]): number => Math.min(...values.map((value) => value ?? NaN));
  const ofExpress = (database: string, least: number): Target => ({
    aim: `page of 20, ${database}: ÷ bare Express ≥ ${least}`,
    least,
    reached: lesser(page(database).map((m) => m.ratio.median)),
    byCpu: lesser(page(database).map((m) => m.cpuRatio)),
  });
  const cpuOf = (wanted: string): number | undefined =>
    measured.find(({ scenario }) => scenario.label.startsWith(wanted) && scenario.limit === 20)?.cpuMicros;
  // What the load and the database take from the machine does not count here.
  const list = cpuOf(`${gatewayOn('MariaDB')}, GET`) ?? NaN;
  const timesNaive = lesser(page('MariaDB').map((m) => m.timesNaive));
  const slowest = floods.filter(({ label }) => label.startsWith('gateway')).map((result) => result.partner.slowestMs);
  const all: Target[] = [
    { aim: 'page of 20, MariaDB: × naive ≥ 50', least: 50, reached: timesNaive },
    ofExpress('MariaDB', 0.33),
    ofExpress('SQLite', 0.42),
    {
      aim: 'page of 20, MariaDB: ÷ Fastify with the same checks by CPU ≥ 0.9',
      least: 0.9,
      reached: (cpuOf(SAME_CHECKS) ?? NaN) / list,
    },
    {
      aim: 'page of 20, MariaDB: WORKERS=2 ≥ 1.7 × one by CPU',
      least: 1.7,
      reached: (2 * list) / (cpuOf(TWO_WORKERS) ?? NaN),
    },
    { aim: 'verified partner in a flood: slowest answer ≤ 100 ms', most: 100, reached: Math.max(...slowest) },
  ];
  const rows = all
    .filter(({ reached }) => Number.isFinite(reached))
    .map(({ aim, reached, byCpu, least = 0, most = Infinity }) => [
      aim,
      short(reached),
      reached >= least && reached <= most ? 'met' : 'missed',
      short(byCpu),
    ]);
  return table(['aim (both faces: the lesser)', 'reached', '', 'by CPU'], rows, 1);
}

const gatewayOn = (database: string): string => `gateway, ${database}`;
const isUnchanged = ({ label }: { label: string }): boolean => label.endsWith('304');

function floodTable(floods: FloodResult[]): string {
  const head = [
    'flood',
    'partner answered',
    'median ms',
    'slowest ms',
    'slowest ms before the flood',
    'newcomers let in at once',
    'slowest ms',
    'wrong passwords got',
  ];
  const rows = floods.map(({ label, partner, quietSlowestMs, newcomers, refusals }) => [
    label,
    `${partner.answered} of ${partner.asked}`,
    short(partner.medianMs),
    short(partner.slowestMs),
    short(quietSlowestMs),
    `${newcomers.letIn} of ${newcomers.tried}`,
    short(newcomers.slowestMs),
    [...refusals].map(([status, count]) => `${count} × ${status || 'nothing'}`).join(', '),
  ]);
  const intro = `${WRONG_PER_SECOND} wrong passwords/s; a verified partner asks ${PARTNER_PER_SECOND} times a second, one user a second asks for the first time:`;
  return `${intro}\n\n${table(head, rows, 1)}`;
}

/** Makes a table. The first `words` columns are text, and the others are right-aligned numbers. */
export function table(head: string[], rows: string[][], words: number): string {
  const rule = head.map((_, index) => (index < words ? '---' : '--:'));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Writes a number with two or three digits, or as a whole number from 100 on. It writes nothing for no number. */
export function short(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return '';
  return value >= 100 ? whole(value) : String(Number(value.toPrecision(value >= 10 ? 3 : 2)));
}

const whole = (value: number | undefined): string =>
  value === undefined ? '' : Math.round(value).toLocaleString('en');
