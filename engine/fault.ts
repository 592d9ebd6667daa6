/**
 * One fault of an input: where it lies (RFC 6901 JSON pointer), what is valid there, and the rule of the schema it
 * broke.
 */
export interface Fault {
  pointer: string;
  detail: string;
  keyword?: string;
}
