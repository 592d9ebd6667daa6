import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';

interface ModalParts {
  title: string;
  onClose(): void;
  /** A dialog that shows something only once is not closed by Esc. */
  keepOpen?: boolean;
  children: ReactNode;
}

/** A dialog over the page. The browser keeps the focus inside, and gives it back afterwards. Esc closes it. */
export function Modal({ title, onClose, keepOpen = false, children }: ModalParts) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  // It is closed while it is still in the page: afterwards it could give the focus to nobody.
  useLayoutEffect(() => {
    const { current } = dialog;
    if (current && !current.open) current.showModal();
    return () => current?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        if (!keepOpen) onClose();
      }}
    >
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  );
}
