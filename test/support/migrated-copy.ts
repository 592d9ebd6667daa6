import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import mysql, { type Connection, type RowDataPacket } from 'mysql2/promise';
import { connect } from '../../db/connection/connect.js';
import { migrate } from '../../db/migrate.js';
import { databaseFolder } from './database-folder.js';

// The migrations run once for each process and kind of database. Each test gets a copy of the result, which takes a
// tenth of the time. test/support/migrated-copy.test.ts compares a copy with a migrated database.
let migratedFile: Promise<Buffer> | undefined;
let migratedTables: Promise<string> | undefined;

/** Writes a migrated embedded database to a file that does not exist yet. */
export async function writeMigratedFile(file: string): Promise<void> {
  await writeFile(file, await (migratedFile ??= makeFile()));
}

/**
 * Fills the empty schema `into` of a server with the migrated tables. The connection must allow several statements at
 * once.
 */
export async function fillSchema(
  connection: Connection,
  into: string,
  { urlOf }: { urlOf: (schema: string) => string },
): Promise<void> {
  const tables = await (migratedTables ??= readTables(connection, `${into}_migrated`, urlOf));
  await connection.query(`use ${into}; ${tables}`);
}

async function makeFile(): Promise<Buffer> {
  const folder = await mkdtemp(join(databaseFolder(), 'pop-migrated-'));
  try {
    const file = join(folder, 'migrated.db');
    // After it is closed, the database is one file without a journal.
    await migrateAndClose(`sqlite:${file}`);
    return await readFile(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function readTables(connection: Connection, schema: string, urlOf: (schema: string) => string): Promise<string> {
  await connection.query(`create database ${schema}`);
  try {
    await migrateAndClose(urlOf(schema));
    return await dump(connection, schema);
  } finally {
    await connection.query(`drop database ${schema}`);
  }
}

async function migrateAndClose(url: string): Promise<void> {
  const db = connect(url);
  try {
    await migrate(db);
  } finally {
    await db.destroy();
  }
}

/** Returns the statements that create each table of the schema and its rows. */
async function dump(connection: Connection, schema: string): Promise<string> {
  const select = async (sql: string) => (await connection.query<RowDataPacket[]>(sql))[0];
  // The tables come in any order, although they refer to each other.
  const statements = ['set foreign_key_checks = 0'];
  for (const { name } of await select(
    `select table_name as name from information_schema.tables where table_schema = '${schema}'`,
  )) {
    const [table] = await select(`show create table ${schema}.${name}`);
    statements.push(String(table!['Create Table']));
    const rows = await select(`select * from ${schema}.${name}`);
    if (rows.length > 0) {
      statements.push(mysql.format(`insert into ${name} values ?`, [rows.map((row) => Object.values(row))]));
    }
  }
  return [...statements, 'set foreign_key_checks = 1'].join('; ');
}
