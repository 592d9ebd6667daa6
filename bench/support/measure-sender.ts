import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type NotificationPlan, type NotificationResult } from './notification-plan.js';

const AT_MOST_MS = 300_000;

/** Runs one compiled program of bench/peers to its end. Shows its warnings and throws its failure. */
export async function measureSender(
  built: string,
  { program, plan }: { program: string; plan: NotificationPlan },
): Promise<NotificationResult> {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [join(built, `bench/peers/${program}.js`)], {
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', PLAN: JSON.stringify(plan) },
    timeout: AT_MOST_MS,
  });
  if (stderr) console.error(stderr.slice(0, 2_000));
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as NotificationResult;
}
