import { almostOurs } from './config/almost-ours.js';
import { readConfig } from './config/config.js';
import { createLog } from './log.js';
import { linkToPrimary } from './workers/worker-link.js';
import { runPrimary } from './workers/run-primary.js';

/**
 * Starts the gateway with the configuration of the environment: in this process, or in as many as WORKERS says, which
 * this one then looks after. Resolves when it listens, and rejects with an Error in words if it cannot start.
 */
export async function start(): Promise<void> {
  const link = linkToPrimary(process.env);
  // They may be the reason for a fault of the configuration, and go before it.
  if (!link) for (const words of almostOurs(process.env)) process.stderr.write(`Warning: ${words}\n`);
  const { workers, logLevel } = link ? { workers: 1, logLevel: '' } : readConfig(process.env);
  if (workers === 1) {
    const { runGateway } = await import('./gateway.js');
    return runGateway(link);
  }
  // The first worker has said why.
  if (!(await runPrimary({ workers, log: createLog(logLevel) }))) process.exitCode ??= 1;
}
