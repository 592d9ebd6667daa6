import { timingSafeEqual } from 'node:crypto';
import { availableParallelism } from 'node:os';
import bcrypt from 'bcrypt';
import { sharedQueue } from '../../engine/shared-queue.js';
import { normalForm } from '../../engine/sign-in/normal-form.js';

/**
 * The queue of an attempt that goes ahead of strangers: this user has signed in at this address before ('familiar'), or
 * nobody in this network has failed lately ('unsuspected'). `owner` is whose attempts count together there.
 */
export interface Lane {
  standing: 'familiar' | 'unsuspected';
  owner: string;
}

/** One attempt to check. `hashes` are the bcrypt hashes of the user's active credentials, none for an unknown user. */
interface PasswordAttempt {
  userName: string;
  password: string;
  hashes: string[];
  /** Without it the attempt waits behind those that have one. */
  lane?: Lane | undefined;
  /**
   * Aborted when the client is gone. A hash that has not begun is then dropped, and `check` rejects with the reason.
   */
  signal?: AbortSignal;
}

/** `check` gives the index of the matching hash, -1 when none matches, and 'busy' when the queue is full. */
export interface PasswordGate {
  check(attempt: PasswordAttempt): Promise<number | 'busy'>;
  readonly waiting: number;
  readonly running: number;
}

/** `cost` is the cost of new hashes. An attempt on an unknown user costs the same. */
export interface PasswordGateOptions {
  concurrency?: number;
  queueLimit?: number;
  /** The limit of each lane. */
  queueLimitAhead?: number;
  /** The part of the queue that one user name may take, and of a lane that one owner may. */
  queueLimitPerName?: number;
  cost: number;
  /** Runs a check when it is its turn among those of other processes. By default at once. */
  inTurn?: <T>(check: () => Promise<T>) => Promise<T>;
  /** How long an attempt may take, ms. After that it is answered 'busy'. */
  limitMs?: number;
  hash?: (password: string, salt: string) => Promise<string>;
}

type Hash = NonNullable<PasswordGateOptions['hash']>;

// The attempts before this one take less than that. It takes longer only if no thread is free.
const LIMIT_MS = 10_000;
const RANKS: Record<Lane['standing'], number> = { familiar: 2, unsuspected: 1 };
const SALT_LENGTH = 29;
const MAX_PASSWORD_BYTES = 72;

/**
 * bcrypt behind a small semaphore with a short queue, so that wrong passwords cannot use up the machine (the contract,
 * section 2). Every attempt costs one hash for each distinct salt, or one of `cost` when there is no hash, so that the
 * time tells nothing about the user. Attempts on one name cannot fill the queue, from however many addresses they come.
 * Familiar attempts are checked before unsuspected ones, and these before the rest. An attempt whose lane is full waits
 * among the rest (decision 0033).
 * A password that is not in its normal form costs another hash if that form does not match: hashes of older releases
 * are of passwords as they were typed. Passwords over 72 bytes or with NUL, which bcrypt would cut, cost the same and
 * never match. Equal attempts at the same time share one computation, so a partner's parallel first requests need one
 * place.
 */
export function passwordGate(options: PasswordGateOptions): PasswordGate {
  const {
    concurrency = Math.max(1, Math.floor(availableParallelism() / 2)),
    queueLimit = 8,
    queueLimitAhead = 64,
    queueLimitPerName = 2,
    limitMs = LIMIT_MS,
  } = options;
  const { hash = bcrypt.hash, inTurn = (check) => check() } = options;
  const dummySalt = bcrypt.genSaltSync(options.cost);
  const queue = sharedQueue<number>({
    atOnce: concurrency,
    waiting: queueLimit,
    waitingAhead: queueLimitAhead,
    waitingPerOwner: queueLimitPerName,
  });

  const enter = (attempt: PasswordAttempt, lane?: Lane): Promise<number | 'busy'> => {
    const { userName, password, hashes, signal } = attempt;
    return queue.enter({
      // The name is part of the key. If two users shared a computation, its time would show that both are unknown.
      key: JSON.stringify([userName, password, hashes]),
      owner: lane?.owner ?? userName,
      rank: lane ? RANKS[lane.standing] : 0,
      signal,
      run: () => inTurn(() => indexOfMatch(attempt, dummySalt, hash)),
    });
  };

  const enterLane = async (attempt: PasswordAttempt): Promise<number | 'busy'> => {
    const answer = attempt.lane ? await enter(attempt, attempt.lane) : 'busy';
    return answer === 'busy' ? enter(attempt) : answer;
  };

  return {
    check(attempt) {
      const late = AbortSignal.timeout(limitMs);
      const signal = attempt.signal ? AbortSignal.any([attempt.signal, late]) : late;
      return orBusy(late, enterLane({ ...attempt, signal }));
    },
    get waiting() {
      return queue.waiting;
    },
    get running() {
      return queue.running;
    },
  };
}

/** Gives the result, or 'busy' when the signal aborts before. */
function orBusy(late: AbortSignal, match: Promise<number | 'busy'>): Promise<number | 'busy'> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => resolve('busy');
    late.addEventListener('abort', giveUp);
    match.finally(() => late.removeEventListener('abort', giveUp)).then(resolve, reject);
  });
}

async function indexOfMatch(attempt: PasswordAttempt, dummySalt: string, hash: Hash): Promise<number> {
  for (const password of new Set([normalForm(attempt.password), attempt.password])) {
    const match = await indexOfHash(password, attempt.hashes, dummySalt, hash);
    if (match !== -1) return match;
  }
  return -1;
}

async function indexOfHash(password: string, hashes: string[], dummySalt: string, hash: Hash): Promise<number> {
  const usable = Buffer.byteLength(password) <= MAX_PASSWORD_BYTES && !password.includes('\0');
  const salts = new Set(hashes.map((stored) => stored.slice(0, SALT_LENGTH)));
  let match = -1;
  for (const salt of salts.size > 0 ? salts : [dummySalt]) {
    const made = Buffer.from(await hash(usable ? password : '', salt));
    hashes.forEach((stored, index) => {
      const expected = Buffer.from(stored);
      if (expected.length === made.length && timingSafeEqual(expected, made) && usable) match = index;
    });
  }
  return match;
}
