import { performance } from 'node:perf_hooks';
import { type Dispatcher } from 'undici';
import { type Attempt } from '../../../engine/notification/attempt.js';
import { type AttemptResult } from '../../../engine/notification/outcome.js';
import { AttemptFault, faultWord, probablyArrived } from './fault-words.js';
import { type ConnectionTrace } from './guarded-connect.js';
import { type TracedOptions } from './tracing-agent.js';

type HttpAttempt = Omit<Attempt, 'startedAt'>;

const KEPT_BYTES = 4_096;
const READ_BYTES = 16_384;

/**
 * Sends one request and reads its response. It reads until the end, the deadline, or 16 KiB of the body, whichever
 * comes first. Once the headers have come the status is final, even if the body fails. Always resolves.
 */
export function httpAttempt(dispatcher: Dispatcher, options: TracedOptions, totalMs: number): Promise<HttpAttempt> {
  return new Promise((resolve) => {
    const handler = new ResponseReader(totalMs, resolve);
    const watch = (trace: ConnectionTrace): void => handler.givenConnection(trace);
    try {
      dispatcher.dispatch({ ...options, watch } as TracedOptions, handler);
    } catch (error) {
      handler.settle(faultWord(error));
    }
  });
}

function withoutStatus(fault: string): AttemptResult {
  return { fault, ...(probablyArrived(fault) && { probablyArrived: true }) };
}

class ResponseReader implements Dispatcher.DispatchHandler {
  private readonly start = performance.now();
  private readonly timer: NodeJS.Timeout;
  private controller: Dispatcher.DispatchController | undefined;
  private trace: ConnectionTrace | undefined;
  private madeBefore = 0;
  private status: number | undefined;
  private firstByteMs: number | undefined;
  private readonly kept: Buffer[] = [];
  private read = 0;
  private settled = false;

  constructor(
    totalMs: number,
    private readonly resolve: (attempt: HttpAttempt) => void,
  ) {
    this.timer = setTimeout(() => this.breakOff(this.lateFault()), totalMs);
  }

  givenConnection(trace: ConnectionTrace): void {
    this.trace = trace;
    this.madeBefore = trace.made;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // The deadline passed while the request waited for a connection. An error thrown here keeps the connection, and
    // nothing is sent.
    if (this.settled) throw new AttemptFault('timed out');
    this.controller = controller;
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number): void {
    if (status < 200) return;
    this.status = status;
    this.firstByteMs = this.elapsed();
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.read < KEPT_BYTES) this.kept.push(chunk.subarray(0, KEPT_BYTES - this.read));
    this.read += chunk.length;
    if (this.read > READ_BYTES) this.breakOff('too large');
  }

  onResponseEnd(): void {
    this.settle('closed');
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.settle(faultWord(error), error instanceof AttemptFault && error.blocked);
  }

  /** Ends the attempt. The fault counts only if no status came. */
  settle(fault: string, blocked = false): void {
    if (this.settled) return;
    this.settled = true;
    clearTimeout(this.timer);
    const { dnsMs, connectMs, made = 0, address } = this.trace ?? {};
    const connected = made > this.madeBefore;
    this.resolve({
      ...(connected && dnsMs !== undefined && { dnsMs: Math.round(dnsMs) }),
      ...(connected && connectMs !== undefined && { connectMs: Math.round(connectMs) }),
      ...(this.firstByteMs !== undefined && { firstByteMs: this.firstByteMs }),
      totalMs: this.elapsed(),
      result: this.status === undefined ? withoutStatus(fault) : { status: this.status },
      blocked: blocked && this.status === undefined,
      ...(address !== undefined && { address }),
      reply: this.reply(),
    });
  }

  private breakOff(fault: string): void {
    this.settle(fault);
    this.controller?.abort(new AttemptFault(fault));
  }

  private lateFault(): string {
    if (this.controller) return 'timed out';
    return this.trace ? 'connect timed out' : 'no free connection';
  }

  private elapsed(): number {
    return Math.round(performance.now() - this.start);
  }

  /** A character that the limit cuts in two is left out. */
  private reply(): string {
    return new TextDecoder().decode(Buffer.concat(this.kept), { stream: this.read > KEPT_BYTES });
  }
}
