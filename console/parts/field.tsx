import { type ReactNode, useId } from 'react';

interface FieldParts {
  label: string;
  /** The id of the control; made if absent. */
  id?: string;
  hint?: ReactNode;
  fault?: string | undefined;
  children(control: ControlParts): ReactNode;
}

/** What the control of a field takes over: `<input {...control} />`. */
export interface ControlParts {
  id: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
}

/** A label, its control, a hint and what is wrong with the value. */
export function Field({ label, id: given, hint, fault, children }: FieldParts) {
  const made = useId();
  const id = given ?? made;
  const described = [hint !== undefined && `${id}-hint`, fault !== undefined && `${id}-fault`]
    .filter(Boolean)
    .join(' ');
  return (
    <div className={fault === undefined ? 'field' : 'field field-fault'}>
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        ...(described !== '' && { 'aria-describedby': described }),
        ...(fault !== undefined && { 'aria-invalid': true }),
      })}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      )}
      {fault !== undefined && (
        <p id={`${id}-fault`} className="fault">
          {fault}
        </p>
      )}
    </div>
  );
}
