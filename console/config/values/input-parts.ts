/** What every input for a value takes. */
export interface InputParts {
  id: string;
  value: string;
  onChange(text: string): void;
  'aria-describedby'?: string | undefined;
  'aria-invalid'?: true | undefined;
}
