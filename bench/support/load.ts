import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import autocannon from 'autocannon';

export interface Request {
  url: string;
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: string;
}

interface LoadResult {
  requests: number;
  perSecond: number;
  /** The number of answers outside 200 to 399, and of requests without an answer. */
  failed: number;
}

/** Repeats a request on several connections at the same time. */
export interface LoadTool {
  name: string;
  run(request: Request, load: { connections: number; seconds: number }): Promise<LoadResult>;
}

/**
 * Gives wrk if it is on the PATH, because it takes the least processor time from the server beside it; otherwise
 * autocannon.
 */
export function loadTool(): LoadTool {
  try {
    // Without arguments wrk prints its version and ends with 1.
    execFileSync('wrk', [], { stdio: 'ignore' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { name: 'autocannon', run: runAutocannon };
  }
  return { name: 'wrk', run: runWrk };
}

const runAutocannon: LoadTool['run'] = async ({ url, method, headers, body }, { connections, seconds }) => {
  const options = { url, method, headers, connections, duration: seconds, ...(body !== undefined && { body }) };
  const { requests, non2xx, errors, duration, statusCodeStats } = await autocannon(options);
  const unchanged = Number((statusCodeStats as Record<string, { count?: number }> | undefined)?.['304']?.count ?? 0);
  return { requests: requests.total, perSecond: requests.total / duration, failed: non2xx - unchanged + errors };
};

const runWrk: LoadTool['run'] = async (request, { connections, seconds }) => {
  const folder = mkdtempSync(join(tmpdir(), 'pop-wrk-'));
  try {
    const script = join(folder, 'request.lua');
    writeFileSync(script, wrkScript(request));
    const load = ['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '10s', '-s', script];
    const { stdout } = await promisify(execFile)('wrk', [...load, request.url]);
    const number = (pattern: RegExp): number => Number(pattern.exec(stdout)?.[1] ?? 0);
    const socketErrors = /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(stdout)?.slice(1);
    return {
      requests: number(/(\d+) requests in/),
      perSecond: number(/Requests\/sec:\s+([\d.]+)/),
      failed: (socketErrors ?? []).reduce(
        (sum, count) => sum + Number(count),
        number(/Non-2xx or 3xx responses: (\d+)/),
      ),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
};

// Each of our JSON strings is also a string of Lua.
function wrkScript({ method, headers, body }: Request): string {
  const lines = [`wrk.method = ${JSON.stringify(method)}`];
  for (const [name, value] of Object.entries(headers))
    lines.push(`wrk.headers[${JSON.stringify(name)}] = ${JSON.stringify(value)}`);
  if (body !== undefined) lines.push(`wrk.body = ${JSON.stringify(body)}`);
  return `${lines.join('\n')}\n`;
}
