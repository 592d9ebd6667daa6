/** How much work there may be; there is no limit where none is told. */
export interface QueueLimits {
  atOnce?: number;
  waiting?: number;
  /** Waiting, of one owner. */
  waitingPerOwner?: number;
  /** Waiting or under way, of one owner. */
  perOwner?: number;
}

interface QueuedWork<Value> {
  /** Who asks for the same key meanwhile gets what this comes to. */
  key: string;
  owner: string;
  /** Aborted when the caller has gone. */
  signal?: AbortSignal | undefined;
  /** Its signal aborts when all have gone who share it. */
  run(signal: AbortSignal): Promise<Value>;
}

export interface SharedQueue<Value> {
  /**
   * What the work comes to, or 'busy' where a limit leaves no room for it. Who goes before it has begun gets a
   * rejection with the reason of its signal, and work that nobody waits for any more does not begin. Once begun it is
   * answered to all.
   */
  enter(work: QueuedWork<Value>): Promise<Value | 'busy'>;
  readonly waiting: number;
  readonly running: number;
}

interface Job<Value> {
  key: string;
  owner: string;
  sharers: number;
  gone: AbortController;
  begin(): void;
  result: Promise<Value>;
}

/** Work that is shared by all who ask for the same, first come, first served, with few at once and few that wait. */
export function sharedQueue<Value>(limits: QueueLimits): SharedQueue<Value> {
  const { atOnce = Infinity, waiting: most = Infinity, waitingPerOwner = Infinity, perOwner = Infinity } = limits;
  /** What a newcomer can share, by its key. */
  const shared = new Map<string, Job<Value>>();
  const waiting: Job<Value>[] = [];
  let running = 0;

  const launch = (): void => {
    while (running < atOnce) {
      const job = waiting.shift();
      if (!job) return;
      running += 1;
      job.begin();
    }
  };

  const forget = (job: Job<Value>): void => {
    if (shared.get(job.key) === job) shared.delete(job.key);
  };

  const hasRoomFor = (owner: string): boolean => {
    const ofOwner = (jobs: Iterable<Job<Value>>) => [...jobs].filter((job) => job.owner === owner).length;
    if (ofOwner(shared.values()) >= perOwner) return false;
    if (running < atOnce) return true;
    return waiting.length < most && ofOwner(waiting) < waitingPerOwner;
  };

  const jobOf = ({ key, owner, run }: QueuedWork<Value>): Job<Value> => {
    const gone = new AbortController();
    let begin = (): void => undefined;
    const result = new Promise<Value>((resolve) => {
      const begun = async () => run(gone.signal);
      begin = () => resolve(begun());
    }).finally(() => {
      running -= 1;
      forget(job);
      launch();
    });
    const job = { key, owner, sharers: 0, gone, begin, result };
    return job;
  };

  const leave = (job: Job<Value>): void => {
    job.sharers -= 1;
    if (job.sharers > 0) return;
    // Who comes after that begins anew.
    forget(job);
    if (waiting.includes(job)) waiting.splice(waiting.indexOf(job), 1);
    job.gone.abort();
  };

  const share = (job: Job<Value>, signal: AbortSignal | undefined): Promise<Value> => {
    job.sharers += 1;
    if (!signal) return job.result;
    return new Promise((resolve, reject) => {
      const goAway = (): void => {
        if (waiting.includes(job)) reject(signal.reason as Error);
        leave(job);
      };
      signal.addEventListener('abort', goAway, { once: true });
      job.result.then(resolve, reject).finally(() => signal.removeEventListener('abort', goAway));
    });
  };

  return {
    async enter(work) {
      work.signal?.throwIfAborted();
      const known = shared.get(work.key);
      if (known) return share(known, work.signal);
      if (!hasRoomFor(work.owner)) return 'busy';
      const job = jobOf(work);
      shared.set(job.key, job);
      waiting.push(job);
      const result = share(job, work.signal);
      launch();
      return result;
    },
    get waiting() {
      return waiting.length;
    },
    get running() {
      return running;
    },
  };
}
