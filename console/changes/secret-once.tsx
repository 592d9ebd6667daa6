import { type ReactNode, useState } from 'react';
import { CopyButton } from '../parts/copy-button.js';
import { words } from '../words/words.js';
import { Modal } from './modal.js';

interface SecretOnceParts {
  title: string;
  /** What the secret is for, and of whom. */
  children?: ReactNode;
  /** Each with its name, such as user and password. */
  values: readonly { name: string; value: string }[];
  onClose(): void;
}

/** Shows what nobody can show again. It closes only after somebody says that it is stored. */
export function SecretOnce({ title, children, values, onClose }: SecretOnceParts) {
  const { secret, copy, close } = words.everywhere;
  const [stored, setStored] = useState(false);
  return (
    <Modal title={title} keepOpen onClose={onClose}>
      {children}
      <p className="note note-caution">
        <strong>{secret.title}.</strong> {secret.detail}
      </p>
      <dl className="secrets">
        {values.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <code>{value}</code>
              <CopyButton text={value} label={`${copy} ${name}`} />
            </dd>
          </div>
        ))}
      </dl>
      <label className="check">
        <input type="checkbox" checked={stored} onChange={({ target }) => setStored(target.checked)} />
        {secret.stored}
      </label>
      <div className="dialog-foot">
        <button type="button" className="button-main" disabled={!stored} onClick={onClose}>
          {close}
        </button>
      </div>
    </Modal>
  );
}
