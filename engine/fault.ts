/**
 * One fault of an input: its place (RFC 6901 JSON pointer), what is valid there, and the rule of the schema that it
 * breaks.
 */
export interface Fault {
  pointer: string;
  detail: string;
  keyword?: string;
  /** Where it is in a file, both from 1. */
  line?: number;
  column?: number;
}
