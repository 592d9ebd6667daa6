import { type Knex } from 'knex';

/** What a database can be asked about itself, without any effect on it. Only `pop doctor` asks. */
export interface Inspection {
  /** The version of the database, as it names it. */
  version(db: Knex): Promise<string>;
  /** The settings of a connection that the program depends on. */
  settings(db: Knex): Promise<Setting[]>;
  /** The space of the whole database, in bytes. */
  space(db: Knex): Promise<Space>;
  /** All indexes that have a name of their own. */
  indexes(db: Knex): Promise<NamedIndex[]>;
  /** The connection to a server. Undefined where there is none. */
  connection?(db: Knex): Promise<ServerLink>;
  /** The node of the cluster that was asked. Undefined where there is no cluster. */
  cluster?(db: Knex): Promise<ClusterNode | undefined>;
}

export interface Setting {
  name: 'isolation' | 'time-zone';
  found: string;
  needed: string;
}

export interface Space {
  bytes: number;
  /** So many bytes of it hold nothing. */
  free: number;
}

export interface NamedIndex {
  table: string;
  name: string;
  columns: string[];
}

export interface ServerLink {
  host: string;
  /** What encrypts the connection. Undefined: nothing does. */
  cipher: string | undefined;
}

export interface ClusterNode {
  /** Whether the node belongs to the part of the cluster that may write. */
  primary: boolean;
  ready: boolean;
  state: string;
  nodes: number;
}
