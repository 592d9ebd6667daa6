import { type ReactNode, useId } from 'react';

interface PanelParts {
  title: string;
  detail?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A part of a screen with its own heading. */
export function Panel({ title, detail, actions, children }: PanelParts) {
  const id = useId();
  return (
    <section className="panel" aria-labelledby={id}>
      <div className="panel-head">
        <div>
          <h2 id={id}>{title}</h2>
          {detail !== undefined && <p className="quiet">{detail}</p>}
        </div>
        {actions !== undefined && <div className="actions">{actions}</div>}
      </div>
      {children}
    </section>
  );
}
