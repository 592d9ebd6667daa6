/** What a custom field takes, with its limits. A value is stored as text, whatever the type. */
export type FieldType =
  | { kind: 'text'; maxLength: number }
  /** A number such as `-12.5`, with at most that many decimals. */
  | { kind: 'number'; decimals: number; min?: number; max?: number }
  /** A day, `YYYY-MM-DD`. */
  | { kind: 'date'; min?: string; max?: string }
  /** The value of one of the choices. */
  | { kind: 'choice'; choices: FieldChoice[] }
  /** `true` or `false`. */
  | { kind: 'checkbox' }
  | { kind: 'phone' }
  | { kind: 'email' };

/** A value that can be chosen. */
interface FieldChoice {
  value: string;
  /** Languages may be missing; without any the value is shown. */
  caption: Record<string, string>;
}
