import { availableParallelism, cpus } from 'node:os';

/** Describes when and on what a bench ran. */
export function machine(loadBefore: string): string {
  const cores = `${availableParallelism()} cores (${cpus()[0]!.model.trim()})`;
  return `${new Date().toISOString().slice(0, 10)}, ${cores}; Node ${process.versions.node}, load average before the run ${loadBefore}`;
}
