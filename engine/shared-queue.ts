/** The limits of the work. A limit that is not given does not apply. */
export interface QueueLimits {
  atOnce?: number;
  /** The limit of waiting work whose rank is 0. */
  waiting?: number;
  /** The limit of waiting work for each higher rank. Without it `waiting` is. */
  waitingAhead?: number;
  /** The limit of waiting work for each owner in each rank. */
  waitingPerOwner?: number;
  /** The limit of work that is waiting or under way, for each owner. */
  perOwner?: number;
}

interface QueuedWork<Value> {
  /** Callers with the same key share one result while the work waits or runs. */
  key: string;
  owner: string;
  /** Work of a higher rank begins before all waiting work of a lower one. It is 0 unless given. */
  rank?: number;
  /** Aborted when the caller has gone. */
  signal?: AbortSignal | undefined;
  /** Its signal aborts when all callers who share the work have gone. */
  run(signal: AbortSignal): Promise<Value>;
}

export interface SharedQueue<Value> {
  /**
   * The result of the work, or 'busy' when a limit leaves no room for it. A caller who goes before the work has begun
   * gets a rejection with the reason of its signal. Work that nobody waits for any more does not begin. Work that has
   * begun is answered to all callers who share it.
   */
  enter(work: QueuedWork<Value>): Promise<Value | 'busy'>;
  readonly waiting: number;
  readonly running: number;
}

interface Job<Value> {
  key: string;
  owner: string;
  rank: number;
  sharers: number;
  gone: AbortController;
  begin(): void;
  result: Promise<Value>;
}

/**
 * A queue in which callers with the same key share the work. In each rank it is first come, first served. It limits the
 * work under way and the work that waits.
 */
export function sharedQueue<Value>(limits: QueueLimits): SharedQueue<Value> {
  const { atOnce = Infinity, waiting: most = Infinity, waitingPerOwner = Infinity, perOwner = Infinity } = limits;
  const { waitingAhead: mostAhead = most } = limits;
  /** The jobs that a new caller can share, by key. */
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

  const hasRoomFor = ({ owner, rank = 0 }: QueuedWork<Value>): boolean => {
    const ofOwner = (jobs: Iterable<Job<Value>>) => [...jobs].filter((job) => job.owner === owner).length;
    if (ofOwner(shared.values()) >= perOwner) return false;
    if (running < atOnce) return true;
    const beside = waiting.filter((job) => job.rank === rank);
    return beside.length < (rank > 0 ? mostAhead : most) && ofOwner(beside) < waitingPerOwner;
  };

  const lineUp = (job: Job<Value>): void => {
    const behind = waiting.findIndex(({ rank }) => rank < job.rank);
    waiting.splice(behind < 0 ? waiting.length : behind, 0, job);
  };

  const jobOf = ({ key, owner, rank = 0, run }: QueuedWork<Value>): Job<Value> => {
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
    const job = { key, owner, rank, sharers: 0, gone, begin, result };
    return job;
  };

  const leave = (job: Job<Value>): void => {
    job.sharers -= 1;
    if (job.sharers > 0) return;
    // A caller who comes after that starts a new job.
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
      if (!hasRoomFor(work)) return 'busy';
      const job = jobOf(work);
      shared.set(job.key, job);
      lineUp(job);
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
