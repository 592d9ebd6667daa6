import assert from 'node:assert/strict';
import { type Knex } from 'knex';
import { connect } from '../../../../db/connection/connect.js';
import { dialectOf } from '../../../../db/connection/dialect.js';
import { SERVER_ERRORS } from '../../../../db/connection/driver/server-errors.js';
import { writeTransaction } from '../../../../db/connection/transaction.js';
import { describeOnEachDatabase, mysqlDatabase } from '../../../support/databases.js';

const SILENT = { warn() {}, error() {}, deprecate() {}, debug() {} };

type Fate = 'kept' | 'discarded' | 'renewed';

/**
 * The number and the name of an error, whether the transaction is run again, whether the database counts as
 * unavailable, and what happens to the connection.
 */
const ROWS: [number, string, boolean, boolean, Fate][] = [
  [1020, 'ER_CHECKREAD', true, true, 'kept'],
  [1205, 'ER_LOCK_WAIT_TIMEOUT', true, true, 'kept'],
  [1213, 'ER_LOCK_DEADLOCK', true, true, 'kept'],
  [1412, 'ER_TABLE_DEF_CHANGED', true, true, 'kept'],
  [3101, 'ER_TRANSACTION_ROLLBACK_DURING_COMMIT', true, true, 'kept'],
  [1021, 'ER_DISK_FULL', false, true, 'kept'],
  [1037, 'ER_OUTOFMEMORY', false, true, 'kept'],
  [1038, 'ER_OUT_OF_SORTMEMORY', false, true, 'kept'],
  [1040, 'ER_CON_COUNT_ERROR', false, true, 'kept'],
  [1041, 'ER_OUT_OF_RESOURCES', false, true, 'kept'],
  [1114, 'ER_RECORD_FILE_FULL', false, true, 'kept'],
  [1129, 'ER_HOST_IS_BLOCKED', false, true, 'kept'],
  [1135, 'ER_CANT_CREATE_THREAD', false, true, 'kept'],
  [1203, 'ER_TOO_MANY_USER_CONNECTIONS', false, true, 'kept'],
  [1206, 'ER_LOCK_TABLE_FULL', false, true, 'kept'],
  [1226, 'ER_USER_LIMIT_REACHED', false, true, 'kept'],
  [1317, 'ER_QUERY_INTERRUPTED', false, true, 'kept'],
  [1637, 'ER_TOO_MANY_CONCURRENT_TRXS', false, true, 'kept'],
  [1969, 'ER_STATEMENT_TIMEOUT', false, true, 'kept'],
  [3024, 'ER_QUERY_TIMEOUT', false, true, 'kept'],
  [9001, 'a proxy without a server', false, true, 'kept'],
  [1053, 'ER_SERVER_SHUTDOWN', false, true, 'discarded'],
  [1152, 'ER_ABORTING_CONNECTION', false, true, 'discarded'],
  [1158, 'ER_NET_READ_ERROR', false, true, 'discarded'],
  [1159, 'ER_NET_READ_INTERRUPTED', false, true, 'discarded'],
  [1160, 'ER_NET_ERROR_ON_WRITE', false, true, 'discarded'],
  [1161, 'ER_NET_WRITE_INTERRUPTED', false, true, 'discarded'],
  [1180, 'ER_ERROR_DURING_COMMIT', false, true, 'discarded'],
  [1184, 'ER_NEW_ABORTING_CONNECTION', false, true, 'discarded'],
  [1927, 'ER_CONNECTION_KILLED', false, true, 'discarded'],
  [2003, 'CR_CONN_HOST_ERROR', false, true, 'discarded'],
  [2006, 'CR_SERVER_GONE_ERROR', false, true, 'discarded'],
  [2013, 'CR_SERVER_LOST', false, true, 'discarded'],
  [4031, 'ER_CLIENT_INTERACTION_TIMEOUT', false, true, 'discarded'],
  [1047, 'ER_UNKNOWN_COM_ERROR', false, true, 'renewed'],
  [1290, 'ER_OPTION_PREVENTS_STATEMENT', false, true, 'renewed'],
  [1792, 'ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION', false, true, 'renewed'],
  [1836, 'ER_READ_ONLY_MODE', false, true, 'renewed'],
  [1874, 'ER_INNODB_READ_ONLY', false, true, 'renewed'],
  [3032, 'ER_SERVER_OFFLINE_MODE', false, true, 'renewed'],
  // These are faults of the request, of the program or of the configuration.
  [1044, 'ER_DBACCESS_DENIED_ERROR', false, false, 'kept'],
  [1062, 'ER_DUP_ENTRY', false, false, 'kept'],
  [1064, 'ER_PARSE_ERROR', false, false, 'kept'],
  [1406, 'ER_DATA_TOO_LONG', false, false, 'kept'],
  [1452, 'ER_NO_REFERENCED_ROW_2', false, false, 'kept'],
];

const connectionId = async (db: Knex) => (await db.raw<{ n: number }[]>('select connection_id() as n'))[0]!.n;

/** Returns the ids of two connections. The first is the one that is taken first from a pool where both are free. */
const twoConnections = (db: Knex) =>
  writeTransaction(db, async (trx) => {
    const other = await connectionId(trx);
    return writeTransaction(db, async (inner) => [await connectionId(inner), other] as const);
  });

describeOnEachDatabase(
  'an error of a server',
  (create) => {
    let url: string;
    let db: Knex;

    before(async () => {
      ({ url } = await create());
    });
    beforeEach(() => {
      db = connect(url, { poolSize: 2, log: SILENT });
    });
    afterEach(() => db.destroy());

    it('has a row here', () => {
      const unknown = [...SERVER_ERRORS.keys()].filter((errno) => !ROWS.some(([known]) => known === errno));
      assert.deepEqual(unknown, []);
    });

    for (const [errno, name, retried, unavailable, fate] of ROWS) {
      const words = [retried ? 'run again' : 'not run again', unavailable ? 'unavailable' : 'a fault', fate].join(', ');
      it(`is ${words}: ${errno} ${name}`, async () => {
        const dialect = dialectOf(db);
        const before = await twoConnections(db);
        let at: number | undefined;
        await assert.rejects(
          writeTransaction(db, async (trx) => {
            at = await connectionId(trx);
            await trx.raw(`signal sqlstate 'HY000' set mysql_errno = ${errno}, message_text = 'as if'`);
          }),
          (error) => {
            assert.equal((error as { errno: number }).errno, errno);
            assert.deepEqual([dialect.isRetryable(error), dialect.isUnavailable(error)], [retried, unavailable]);
            return true;
          },
        );
        const after = await twoConnections(db);
        const gone = before.filter((id) => !after.includes(id));
        assert.deepEqual(gone, fate === 'kept' ? [] : fate === 'discarded' ? [at] : before);
      });
    }

    it('that renews all connections does so at most every few seconds: the others have a chance meanwhile', async () => {
      const fail = (at: Knex) => assert.rejects(at.raw(`signal sqlstate 'HY000' set mysql_errno = 1290`));
      await twoConnections(db);
      await fail(db);
      const renewed = await twoConnections(db);
      await fail(db);
      const again = await twoConnections(db);
      assert.equal(renewed.filter((id) => again.includes(id)).length, 1);
    });
  },
  [mysqlDatabase],
);
