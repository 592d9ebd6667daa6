/** A variable of the environment: what it means and what is valid. */
export interface Variable {
  meaning: string;
  /** The value when the variable is not set, in the words of the README's table. */
  default: string;
  /** The JSON Schema of the text. */
  schema: { pattern?: string; enum?: string[] };
  /** Checks what the schema can't check. */
  check?: (text: string) => boolean;
  valid: string;
}
