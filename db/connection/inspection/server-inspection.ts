import { type Knex } from 'knex';
import { type ClusterNode, type Inspection, type NamedIndex } from './inspection.js';

/** The questions to a server. */
export const serverInspection: Inspection = {
  version: async (db) => {
    const [row] = await db.raw<{ version: string }[]>('select version() as version');
    return row!.version;
  },

  settings: async (db) => {
    const said = await spoken(
      db,
      "show session variables where variable_name in ('time_zone', 'tx_isolation', 'transaction_isolation')",
    );
    const isolation = said.get('transaction_isolation') ?? said.get('tx_isolation') ?? 'unknown';
    return [
      { name: 'isolation', found: isolation, needed: 'READ-COMMITTED' },
      { name: 'time-zone', found: said.get('time_zone') ?? 'unknown', needed: '+00:00' },
    ];
  },

  space: async (db) => {
    // The answer of one of the two servers may otherwise be a day old.
    const [row] = await db.raw<{ bytes: number | null; free: number | null }[]>(
      `select /*+ set_var(information_schema_stats_expiry = 0) */
              sum(data_length + index_length) as bytes, sum(data_free) as free
         from information_schema.tables where table_schema = database() and table_type = 'BASE TABLE'`,
    );
    return { bytes: Number(row?.bytes ?? 0), free: Number(row?.free ?? 0) };
  },

  indexes: async (db) => {
    const rows = await db.raw<{ table_name: string; name: string; column_name: string }[]>(
      `select table_name as table_name, index_name as name, column_name as column_name
         from information_schema.statistics
        where table_schema = database() and index_name <> 'PRIMARY' order by table_name, index_name, seq_in_index`,
    );
    const found = new Map<string, NamedIndex>();
    for (const { table_name: table, name, column_name: column } of rows) {
      const index = found.get(`${table}.${name}`) ?? { table, name, columns: [] };
      index.columns.push(column);
      found.set(`${table}.${name}`, index);
    }
    return [...found.values()];
  },

  connection: async (db) => {
    const { host } = (db.client as { connectionSettings: { host: string } }).connectionSettings;
    const cipher = (await spoken(db, "show session status like 'Ssl_cipher'")).get('ssl_cipher');
    return { host, cipher: cipher || undefined };
  },

  cluster: async (db): Promise<ClusterNode | undefined> => {
    const on = (await spoken(db, "show variables like 'wsrep_on'")).get('wsrep_on');
    if (on !== 'ON') return undefined;
    const status = await spoken(db, "show status like 'wsrep_%'");
    return {
      primary: status.get('wsrep_cluster_status') === 'Primary',
      ready: status.get('wsrep_ready') === 'ON',
      state: status.get('wsrep_local_state_comment') ?? 'unknown',
      nodes: Number(status.get('wsrep_cluster_size') ?? 0),
    };
  },
};

/** What a SHOW answers, by names in small letters. */
async function spoken(db: Knex, sql: string): Promise<Map<string, string>> {
  const rows = await db.raw<{ Variable_name: string; Value: string }[]>(sql);
  return new Map(rows.map((row) => [row.Variable_name.toLowerCase(), row.Value]));
}
