import { type Knex } from 'knex';
import { type Flag } from './rows/flag.js';

type Written<Value> = [Value] extends [Flag] ? boolean : Value;

// The columns that the database fills in by itself: a new id, null, and the named defaults.
type Optional<Row, Defaults> = {
  [Key in keyof Row]: Key extends Defaults ? Key : null extends Row[Key] ? Key : never;
}[keyof Row];

type New<Row, Defaults> = { [Key in Exclude<keyof Row, Optional<Row, Defaults>>]: Written<Row[Key]> } & {
  [Key in Optional<Row, Defaults>]?: Row[Key];
};

type OrRaw<Row> = { [Key in keyof Row]: Row[Key] | Knex.Raw };

type Change<Row> = { [Key in keyof Row]?: Written<Row[Key]> | Knex.Raw };

/** A table of these rows, for the types of queries. */
export type Table<Row, Defaults = 'id' | 'turns'> = Knex.CompositeTableType<
  Row,
  OrRaw<New<Row, Defaults>>,
  Change<Row>
>;

/** A row that is to be added. */
export type NewRow<Row> = New<Row, 'id' | 'turns'>;
