import { type ReactNode } from 'react';
import { SecretOnce } from '../changes/secret-once.js';
import { words } from '../words/words.js';

interface PasswordOnceParts {
  user: string;
  password: string;
  children?: ReactNode;
  onClose(): void;
}

/** Shows the name of a user with a new password, once. */
export function PasswordOnce({ user, password, children, onClose }: PasswordOnceParts) {
  const text = words.credentials.once;
  return (
    <SecretOnce
      title={text.title(user)}
      values={[
        { name: text.user, value: user },
        { name: text.password, value: password },
      ]}
      onClose={onClose}
    >
      {children}
    </SecretOnce>
  );
}
