import { type Knex } from 'knex';
import { type Inspection } from './inspection.js';

/** The questions to a database in a file, after the name of the function that tells its version. */
export function embeddedInspection(
  versionFunction: string,
  tables: (db: Knex) => Promise<{ name: string }[]>,
): Inspection {
  return {
    version: async (db) => {
      const [row] = await db.raw<{ version: string }[]>(`select ${versionFunction}() as version`);
      return `embedded, ${row!.version}`;
    },

    // Whoever reads sees only what is committed, unless a connection asks for more. It has no time zone.
    settings: async (db) => {
      const [row] = await db.raw<{ read_uncommitted: number }[]>('pragma read_uncommitted');
      const found = row!.read_uncommitted === 0 ? 'SERIALIZABLE' : 'READ-UNCOMMITTED';
      return [{ name: 'isolation', found, needed: 'SERIALIZABLE' }];
    },

    space: async (db) => {
      const [row] = await db.raw<{ bytes: number; free: number }[]>(
        `select page_count * page_size as bytes, freelist_count * page_size as free
           from pragma_page_count, pragma_page_size, pragma_freelist_count`,
      );
      return row!;
    },

    // Those of constraints (origin pk and u) are made with their tables, and nobody can take them away alone.
    indexes: async (db) => {
      const ofTable = async (table: string) => {
        const rows = await db.raw<{ name: string; column_name: string }[]>(
          `select l.name as name, i.name as column_name from pragma_index_list(?) l, pragma_index_info(l.name) i
            where l.origin = 'c' order by l.name, i.seqno`,
          [table],
        );
        const names = [...new Set(rows.map(({ name }) => name))];
        const columnsOf = (name: string) => rows.filter((row) => row.name === name).map((row) => row.column_name);
        return names.map((name) => ({ table, name, columns: columnsOf(name) }));
      };
      return (await Promise.all((await tables(db)).map(({ name }) => ofTable(name)))).flat();
    },
  };
}
