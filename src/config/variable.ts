/** A variable of the environment: what it means and what is valid. */
export interface Variable {
  meaning: string;
  /** What holds when the variable is not set, in the words of the README's table. */
  default: string;
  /** JSON Schema of the text. */
  schema: { pattern?: string; enum?: string[] };
  /** What the schema can't tell. */
  check?: (text: string) => boolean;
  valid: string;
}
