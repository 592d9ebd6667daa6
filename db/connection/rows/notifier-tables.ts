// The part of tables.ts that is about the processes that send.

export interface NotifierRow {
  channel: number;
  /** Made up at the start of each notifier. */
  id: string;
  /** The end of its lease by the clock of the database. */
  until_ms: number;
}
