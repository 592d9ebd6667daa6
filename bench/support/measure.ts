import { type LoadTool } from './load.js';
import { median } from './median.js';
import { NAIVE, type Scenario, YARDSTICK } from './scenarios.js';

export interface Measured {
  scenario: Scenario;
  /** The median over the rounds. */
  perSecond: number;
  /** The processor time of the server's process for a request, µs; undefined where the system does not give it. */
  cpuMicros: number | undefined;
  /** Requests/s divided by those of bare Express with the same page in the same round. */
  ratio: { median: number; min: number; max: number };
  /** The same by processor time of the server. Other load on the machine hardly changes it. */
  cpuRatio: number | undefined;
  /** Requests/s divided by those of the naive design in the same round. */
  timesNaive: number | undefined;
}

interface Sample {
  perSecond: number;
  cpuMicros: number | undefined;
}

export interface MeasureOptions {
  tool: LoadTool;
  connections: number;
  seconds: number;
  rounds: number;
  onRound: (round: number) => void;
}

/**
 * Measures all scenarios in each round, so that other load on the machine affects all of them alike. A round of one
 * second each comes first and warms up.
 */
export async function measure(scenarios: Scenario[], options: MeasureOptions): Promise<Measured[]> {
  const samples = new Map<Scenario, Sample[]>(scenarios.map((scenario) => [scenario, []]));
  for (let round = 0; round <= options.rounds; round += 1) {
    options.onRound(round);
    for (const scenario of scenarios) {
      const taken = await sample(scenario, { ...options, seconds: round === 0 ? 1 : options.seconds });
      if (round > 0) samples.get(scenario)!.push(taken);
    }
  }
  const yardstick = (limit: number): Sample[] => samplesOf(samples, YARDSTICK, limit)!;
  const naive = samplesOf(samples, NAIVE, 20);
  return [...samples].map(([scenario, own]) => summary(scenario, own, yardstick(scenario.limit), naive));
}

async function sample({ label, server, request }: Scenario, { tool, connections, seconds }: MeasureOptions) {
  const before = server.cpuTime();
  const { requests, perSecond, failed } = await tool.run(request, { connections, seconds });
  if (failed > 0) throw new Error(`${label}: ${failed} of ${requests} requests failed.`);
  const after = server.cpuTime();
  return { perSecond, cpuMicros: before === undefined || !requests ? undefined : (after! - before) / requests };
}

function samplesOf(samples: Map<Scenario, Sample[]>, label: string, limit: number): Sample[] | undefined {
  return [...samples].find(([scenario]) => scenario.label === label && scenario.limit === limit)?.[1];
}

function summary(scenario: Scenario, own: Sample[], yardstick: Sample[], naive: Sample[] | undefined): Measured {
  const ratios = own.map(({ perSecond }, round) => perSecond / yardstick[round]!.perSecond);
  const cpuMicros = cpuOf(own);
  return {
    scenario,
    perSecond: median(own.map(({ perSecond }) => perSecond)),
    cpuMicros,
    ratio: { median: median(ratios), min: Math.min(...ratios), max: Math.max(...ratios) },
    cpuRatio: cpuMicros && cpuOf(yardstick)! / cpuMicros,
    timesNaive:
      naive && scenario.limit === 20
        ? median(own.map(({ perSecond }, round) => perSecond / naive[round]!.perSecond))
        : undefined,
  };
}

function cpuOf(samples: Sample[]): number | undefined {
  const known = samples.flatMap(({ cpuMicros }) => cpuMicros ?? []);
  return known.length > 0 ? median(known) : undefined;
}
