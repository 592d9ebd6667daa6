import { type Knex } from 'knex';
import { newApplicationRow } from '../../db/applications/new-application.js';
import { LONG_PATIENCE_MS, writeTransaction } from '../../db/connection/transaction.js';
import { APPLICATION_STATES } from '../../engine/application/application-status.js';
import { LANGUAGE_IDS } from '../../engine/languages/languages.js';
import { madeUpApplication } from './made-up-application.js';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The rows of a batch. A batch is one statement and one transaction. */
export const LOAD_BATCH = 1000;

/** How far back the made-up applications go. */
export const LOAD_SPAN_MS = 2 * 365 * DAY_MS;

export interface DemoLoad {
  /** The first account gets the most applications, and the nth gets 1/n of that. */
  accountIds: readonly string[];
  positionIds: readonly string[];
  userId: string;
  applications: number;
  /** 32 bits. The same seed and `now` give the same applications, except for their tokens. */
  seed: number;
  /** The instant in ms. No application is newer. */
  now: number;
  randomBytes: (size: number) => Buffer;
  /** Called after each batch with the count so far. If it throws, the load ends there. */
  onProgress?: (done: number) => void;
}

type Row = ReturnType<typeof newApplicationRow>;
type Random = () => number;

/**
 * Adds made-up applications in the order of their dates, in whole batches. Even if the load ends early, every
 * application in the database is complete. Tokens come from `randomBytes` (96 bits of each), so that loads never clash
 * and nobody can derive the links from the seed.
 */
export async function demoLoad(db: Knex, load: DemoLoad): Promise<void> {
  const random = seededRandom(load.seed);
  const pickAccount = unevenPick(load.accountIds, random);
  for (let done = 0; done < load.applications;) {
    const size = Math.min(LOAD_BATCH, load.applications - done);
    const tokens = tokenSource(load.randomBytes(size * 3 * TOKEN_BYTES), done);
    const rows = Array.from({ length: size }, (_, i) =>
      madeUpRow(load, { index: done + i, random, pickAccount, tokens }),
    );
    await writeTransaction(db, (trx) => insertRows(trx, rows), { patienceMs: LONG_PATIENCE_MS });
    done += size;
    load.onProgress?.(done);
  }
}

// The SQL text is made here once a batch. The query builder takes longer for a thousand rows than the database.
async function insertRows(trx: Knex.Transaction, rows: Row[]): Promise<void> {
  const columns = Object.keys(rows[0]!);
  const values = `(${columns.map(() => '?').join(', ')})`;
  const sql = `insert into applications (${columns.join(', ')}) values ${rows.map(() => values).join(', ')}`;
  await trx.raw(sql, rows.flatMap((row) => Object.values(row)) as Knex.RawBinding[]);
}

interface RowParts {
  index: number;
  random: Random;
  pickAccount: () => string;
  tokens: () => string;
}

function madeUpRow(load: DemoLoad, { index, random, pickAccount, tokens }: RowParts): Row {
  const { applications, now } = load;
  // Each application has its own slice of the time span, so that ids follow dates.
  const createdAt = Math.floor(now - LOAD_SPAN_MS + ((index + random()) * LOAD_SPAN_MS) / applications);
  const candidate = madeUpCandidate(index, random);
  const row = newApplicationRow(
    madeUpApplication({
      accountId: pickAccount(),
      positionId: pick(load.positionIds, random),
      userId: load.userId,
      languageId: pick(LANGUAGE_IDS, random),
      languageGiven: true,
      createdAt,
      candidate,
      newToken: tokens,
    }),
  );
  return { ...row, completed_ms: null, ...madeUpEnd({ createdAt, now }, random) };
}

/** Makes the end of an application: 70 % are still open, 25 % completed, 3 % cancelled, 2 % expired. */
function madeUpEnd({ createdAt, now }: { createdAt: number; now: number }, random: Random): Partial<Row> {
  const [lot, share] = [random(), random()];
  // The end is within three weeks and not in the future.
  const endedAt = createdAt + Math.floor(share * Math.min(21 * DAY_MS, now - createdAt));
  if (lot < 0.7) return {};
  if (lot < 0.95) return { state: APPLICATION_STATES.completed, updated_ms: endedAt, completed_ms: endedAt };
  if (lot < 0.98) return { state: APPLICATION_STATES.cancelled, updated_ms: endedAt };
  return { state: APPLICATION_STATES.expired, updated_ms: endedAt, expires_ms: endedAt };
}

function madeUpCandidate(index: number, random: Random): { name: string; email: string } {
  const [first, last] = [pick(FIRST_NAMES, random), pick(LAST_NAMES, random)];
  const plain = `${first}.${last}`
    .normalize('NFD')
    .replace(/[^A-Za-z.]/g, '')
    .toLowerCase();
  return { name: `${first} ${last}`, email: `${plain}.${index.toString(36)}@example.com` };
}

const pick = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)]!;

function unevenPick(list: readonly string[], random: Random): () => string {
  let total = 0;
  const upTo = list.map((_, index) => (total += 1 / (index + 1)));
  return () => {
    const lot = random() * total;
    return list[firstAbove(upTo, lot)]!;
  };
}

/** Index of the first of the ascending numbers that is above `value`. */
function firstAbove(ascending: readonly number[], value: number): number {
  let [low, high] = [0, ascending.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

const TOKEN_BYTES = 16;

/**
 * Makes tokens of the usual length. Their first 4 bytes are the batch's place in the load. Wholly random tokens would
 * be spread all over three unique indexes. Once these indexes outgrow the database's memory, each such row costs reads
 * from the disk.
 */
function tokenSource(bytes: Buffer, place: number): () => string {
  let at = 0;
  return () => {
    bytes.writeUInt32BE(place, at);
    return bytes.toString('base64url', at, (at += TOKEN_BYTES));
  };
}

/** Makes numbers from 0 up to 1 from a seed of 32 bits (mulberry32). */
function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const FIRST_NAMES =
  'Ada Alan Amina Anna Björn Chloé Daniel Elif Emma Farah Grace Hana Igor Jürgen Kofi Lars Léa Lin Maya Noah Olga Omar Priya Quinn Rosa Sofía Tomás Uma Yusuf Zoë'.split(
    ' ',
  );
const LAST_NAMES =
  'Abe Bauer Castro Dubois Eriksson Ferrari García Haddad Ivanova Jensen Kaya Lopez Müller Nguyen Okafor Petrov Quist Rossi Silva Tanaka Ünal Varga Weber Xu Yilmaz Zhang'.split(
    ' ',
  );
