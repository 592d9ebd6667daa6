import assert from 'node:assert/strict';
import { type Knex } from 'knex';
import { longestDueAccounts } from '../../db/notifications/due/due-accounts.js';
import { dueChannels } from '../../db/notifications/due/due-channels.js';
import { writeStatement, writeTransaction } from '../../db/connection/transaction.js';
import { claimDue } from '../support/claims.js';
import { describeOnEachDatabase, mysqlDatabase, type TestDatabase } from '../support/databases.js';

const ROWS = 200_000;
const ACCOUNTS = 20;
const FAR_MS = 4e12;

/**
 * Inserts this many rows for the accounts 1 to 20. Half of them belong to each channel. A tenth of the rows have been
 * due for long, and all of these belong to the first channel. The others are due at different times far in the future.
 */
async function fillQueue(db: Knex, kind: 'SQLite' | 'MySQL', rows: number): Promise<void> {
  // Notifications for all these rows would only take time. One of the databases obeys this setting only outside of
  // transactions.
  const checkKeys = (of: Knex, checks: boolean) =>
    of.raw(kind === 'SQLite' ? `pragma foreign_keys = ${checks}` : `set foreign_key_checks = ${checks}`);
  if (kind === 'SQLite') await checkKeys(db, false);
  await writeTransaction(db, tables);
  if (kind === 'SQLite') await checkKeys(db, true);

  async function tables(trx: Knex): Promise<void> {
    if (kind === 'MySQL') await checkKeys(trx, false);
    const digits = (name: string) =>
      `(select 0 as d ${Array.from({ length: 9 }, (_, n) => `union all select ${n + 1}`).join(' ')}) ${name}`;
    const n = ['a', 'b', 'c', 'd', 'e', 'f'].map((name, power) => `${name}.d * ${10 ** power}`).join(' + ');
    await trx.raw(`insert into notification_queue (notification_id, channel, account_id, due_ms, token, claims)
      select n + 1, case when n % 400 < 200 then 1 else 2 end, n % ${ACCOUNTS} + 1,
             case when n % 400 < 40 then n else ${FAR_MS} + n end, null, 0
        from (select ${n} as n from ${['a', 'b', 'c', 'd', 'e', 'f'].map(digits).join(', ')}) numbers
       where n < ${rows}`);
    // A claim must not lock the settings of the accounts either.
    await trx.raw(`insert into notification_accounts (account_id, paused, signing_secrets)
      select distinct account_id, 0, '[]' from notification_queue`);
    if (kind === 'MySQL') await checkKeys(trx, true);
    await trx.raw(kind === 'SQLite' ? 'analyze' : 'analyze table notification_queue');
  }
}

let tokens = 0;
const claim = (db: Knex, freeSlots: number) => claimDue(db, { freeSlots: () => freeSlots, token: `token-${++tokens}` });

interface Statement {
  sql: string;
  bindings: Knex.RawBinding[];
}

/** Returns the statements of a look and a claim that are only about the queue. */
async function statementsOf(
  db: Knex,
): Promise<{ question: Statement; longest: Statement; accounts: Statement; take: Statement; hold: Statement }> {
  const sent: Statement[] = [];
  const note = ({ sql, bindings }: Statement) => void sent.push({ sql, bindings });
  db.on('query', note);
  await writeTransaction(db, async (trx) => {
    await dueChannels(trx)();
    await longestDueAccounts(trx, 'endpoint');
    await claim(trx, 8);
  });
  db.removeListener('query', note);
  const found = (pattern: RegExp) => sent.find(({ sql }) => pattern.test(sql))!;
  return {
    question: found(/^select exists/),
    longest: found(/\) oldest/),
    accounts: found(/\) head/),
    take: found(/account_id = \? and due_ms/),
    hold: found(/^update .notification_queue/),
  };
}

describeOnEachDatabase('the claim on a queue of 200,000', (create, kind) => {
  let database: TestDatabase;
  let db: Knex;
  before(async function () {
    this.timeout(120_000);
    database = await create();
    db = database.db;
    await fillQueue(db, kind.name, ROWS);
  });

  const explain = async ({ sql, bindings }: Statement) =>
    (await writeStatement(db, (to) =>
      to.raw(`explain ${kind.name === 'SQLite' ? 'query plan ' : ''}${sql}`, bindings),
    )) as Record<string, string>[];

  it('finds rows by the index of accounts, without sorting, a temporary table or reading on', async () => {
    const { take, hold } = await statementsOf(db);
    const taken = await explain(take);
    const held = await explain(hold);
    if (kind.name === 'SQLite') {
      const search =
        /^SEARCH notification_queue USING (COVERING )?INDEX notification_queue_by_account \(channel=\? AND account_id=\? AND due_ms<\?\)$/;
      const ofQueue = taken.filter(({ detail }) => /notification_queue/.test(detail!));
      assert.equal(ofQueue.length, ACCOUNTS);
      for (const { detail } of ofQueue) assert.match(detail!, search);
      assert.ok(taken.every(({ detail }) => !/TEMP B-TREE/.test(detail!)));
      assert.ok(
        held.every(({ detail }) => /^SEARCH notification_queue USING INDEX \w+ \(notification_id=\?\)$/.test(detail!)),
      );
    } else {
      const ofQueue = taken.filter(({ table }) => table === 'notification_queue');
      assert.equal(ofQueue.length, ACCOUNTS);
      for (const { key, type } of ofQueue) assert.deepEqual([key, type], ['notification_queue_by_account', 'range']);
      assert.ok(taken.every(({ Extra }) => !/filesort|temporary/i.test(Extra ?? '')));
      assert.equal(held.length, 1);
      assert.equal(held[0]!.key, 'PRIMARY');
      assert.doesNotMatch(held[0]!.Extra ?? '', /filesort|temporary/i);
    }
  });

  it('asks whether something is due, and finds what has been due for longest, by the index of due times', async () => {
    const { question, longest } = await statementsOf(db);
    for (const statement of [question, longest]) {
      const plan = (await explain(statement)).filter((row) => /notification_queue/.test(row['table'] ?? row.detail!));
      assert.ok(plan.length > 0);
      for (const row of plan) {
        if (kind.name === 'SQLite') {
          const search =
            /^SEARCH notification_queue USING (COVERING )?INDEX notification_queue_by_due \(channel=\? AND due_ms<\?\)$/;
          assert.match(row.detail!, search);
        } else {
          assert.deepEqual([row['key'], row['type']], ['notification_queue_by_due', 'range']);
          assert.doesNotMatch(row['Extra'] ?? '', /filesort|temporary/i);
        }
      }
    }
  });

  it('finds the accounts that have something due by seeks alone', async () => {
    const plan = await explain((await statementsOf(db)).accounts);
    if (kind.name === 'SQLite') {
      const ofQueue = plan.map(({ detail }) => detail!).filter((detail) => /notification_queue|\bq\b/.test(detail));
      assert.equal(ofQueue.length, 3);
      const seek = /^SEARCH \S+ USING COVERING INDEX notification_queue_by_account\b/;
      for (const detail of ofQueue) assert.match(detail, seek);
    } else {
      const [ofQueue] = plan.filter(({ table }) => table === 'notification_queue');
      assert.deepEqual([ofQueue!.type, ofQueue!.key], ['range', 'notification_queue_by_account']);
      assert.match(ofQueue!.Extra!, /Using index for group-by/);
    }
  });

  if (kind === mysqlDatabase) {
    const reads = async (trx: Knex): Promise<number> => {
      const rows = (await trx.raw("show session status like 'Handler_read%'")) as { Value: string }[];
      return rows.reduce((sum, { Value }) => sum + Number(Value), 0);
    };
    const cost = (of: Knex, { sql, bindings }: Statement) =>
      writeTransaction(of, async (trx) => {
        const before = await reads(trx);
        await trx.raw(sql, bindings);
        return (await reads(trx)) - before;
      });

    it('reads as many rows to find the accounts as on a queue of a hundredth', async () => {
      const small = await create();
      await fillQueue(small.db, kind.name, ROWS / 100);
      const [large, little] = [await statementsOf(db), await statementsOf(small.db)];
      const [dear, cheap] = [await cost(db, large.accounts), await cost(small.db, little.accounts)];
      assert.ok(dear <= cheap && dear < 20 * ACCOUNTS, `${dear} and ${cheap}`);
    });

    const take = async (trx: Knex, token: string) => {
      await claimDue(trx, { freeSlots: () => 4, token });
      return (await trx('notification_queue').where({ token }).pluck('notification_id')) as string[];
    };
    const lockedRows = async (trx: Knex): Promise<number> => {
      const sql =
        'select trx_rows_locked as n from information_schema.innodb_trx where trx_mysql_thread_id = connection_id()';
      return ((await trx.raw(sql)) as [{ n: number }])[0].n;
    };

    /* eslint-disable no-restricted-syntax -- both stay open at once, and are rolled back */
    it('leaves what another transaction is taking, and waits for nobody', async () => {
      const [one, other] = [await database.another().transaction(), await database.another().transaction()];
      try {
        // Both transactions stay open. If a lock were in the way, the second take would end in a timeout.
        const [first, locked] = [await take(one, 'first'), await lockedRows(one)];
        const second = await take(other, 'second');
        assert.deepEqual([first.length, second.length], [4 * ACCOUNTS, 4 * ACCOUNTS]);
        assert.deepEqual(
          second.filter((id) => first.includes(id)),
          [],
        );
        assert.ok(locked <= 4 * first.length, `${locked} rows and index entries locked`);
      } finally {
        await Promise.all([one.rollback(), other.rollback()]);
      }
    });
    /* eslint-enable no-restricted-syntax */
  }
});
