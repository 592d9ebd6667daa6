import type { Readable, Writable } from 'node:stream';

/** What each command that we use is answered with. */
interface Replies {
  'Target.createTarget': { targetId: string };
  'Target.attachToTarget': { sessionId: string };
  'Emulation.setScriptExecutionDisabled': object;
  'Page.enable': object;
  'Page.setLifecycleEventsEnabled': object;
  'Page.navigate': { frameId: string; loaderId: string };
  'Page.setDocumentContent': object;
  'Page.printToPDF': { data: string };
}

interface Message {
  id?: number;
  result?: never;
  error?: { message: string };
  method?: string;
  params?: Record<string, unknown>;
}

/** A browser at the other end of a pair of pipes (`--remote-debugging-pipe`). Everything fails when they are closed. */
export interface Devtools {
  send<M extends keyof Replies>(method: M, params: object, sessionId?: string): Promise<Replies[M]>;
  /** Waits for an event of that name whose parameters have these values. One that has come counts, but only once. */
  event(method: string, params: Record<string, unknown>): Promise<void>;
}

// A report of thousands of questions has a few MB. A browser that says more than this is out of order.
const MOST_CHARACTERS = 200_000_000;

/** Speaks the DevTools protocol over two pipes: JSON, each message with a zero byte behind it. */
export function devtools(commands: Writable, replies: Readable): Devtools {
  const replyOf = new Map<number, Waiting>();
  let awaited: (Waiting & { matches(message: Message): boolean })[] = [];
  let unawaited: Message[] = [];
  let lastId = 0;
  let received = 0;
  let pending = '';
  let over: Error | undefined;

  function fail(error: Error): void {
    over ??= error;
    for (const { reject } of [...replyOf.values(), ...awaited]) reject(over);
    replyOf.clear();
    awaited = [];
  }

  function take(message: Message): void {
    if (message.id === undefined) return takeEvent(message);
    const waiting = replyOf.get(message.id);
    replyOf.delete(message.id);
    if (message.error) waiting?.reject(new Error(`the browser says: ${message.error.message}`));
    else waiting?.resolve(message.result as never);
  }

  function takeEvent(message: Message): void {
    const waiting = awaited.find(({ matches }) => matches(message));
    if (waiting === undefined) return void unawaited.push(message);
    awaited = awaited.filter((other) => other !== waiting);
    waiting.resolve(undefined as never);
  }

  function read(text: string): void {
    if (over) return;
    received += text.length;
    if (received > MOST_CHARACTERS) return fail(new Error('the browser says too much'));
    const [first, ...others] = text.split('\0');
    pending += first;
    for (const other of others) {
      try {
        take(JSON.parse(pending) as Message);
      } catch {
        return fail(new Error('the browser says what is not JSON'));
      }
      pending = other;
    }
  }

  const closed = (): void => fail(new Error('the browser has ended'));
  // A write to a browser that has ended is an error of the stream.
  commands.on('error', closed);
  replies.setEncoding('utf8').on('data', read).on('error', closed).on('close', closed);

  return {
    send: (method, params, sessionId) =>
      new Promise((resolve, reject) => {
        if (over) return reject(over);
        lastId += 1;
        replyOf.set(lastId, { resolve, reject });
        commands.write(`${JSON.stringify({ id: lastId, method, params, sessionId })}\0`);
      }),
    event: (method, params) =>
      new Promise((resolve, reject) => {
        if (over) return reject(over);
        const matches = (message: Message): boolean =>
          message.method === method &&
          Object.entries(params).every(([name, value]) => message.params?.[name] === value);
        const come = unawaited.find(matches);
        if (come === undefined) return void awaited.push({ resolve, reject, matches });
        unawaited = unawaited.filter((other) => other !== come);
        resolve();
      }),
  };
}

interface Waiting {
  resolve(value: never): void;
  reject(error: Error): void;
}
