import { type FormEvent, useRef, useState } from 'react';
import { answer } from '../api/client.js';
import { useChange } from '../changes/use-change.js';
import { Field } from '../parts/field.js';
import { ProblemNote } from '../parts/problem-note.js';
import { words } from '../words/words.js';
import { type AccessRow } from './access-draft.js';

interface AddHolderParts {
  accountId: string;
  isThere: readonly AccessRow[];
  onAdd(row: AccessRow): void;
}

/** Puts a user of another account, or of none, into the table, so that permissions can be chosen. */
export function AddHolder({ accountId, isThere, onAdd }: AddHolderParts) {
  const text = words.access.add;
  const form = useRef<HTMLFormElement>(null);
  const [fault, setFault] = useState<string>();
  const find = useChange<string, AccessRow | undefined>({
    run: async (api, name) => {
      const { items } = await answer(api.GET('/v1/admin/users', { params: { query: { q: name } } }));
      const found = items.find(({ user }) => user === name);
      if (!found) return undefined;
      const user = await answer(api.GET('/v1/admin/users/{user_id}', { params: { path: { user_id: found.user_id } } }));
      const permissions = user.accounts.find((one) => one.account_id === accountId)?.permissions ?? [];
      const { user_id: userId, kind, active, version } = user;
      return { userId, user: user.user, kind, active, version, permissions };
    },
    done: (row, name) => {
      if (!row) return setFault(text.unknown(name));
      form.current?.reset();
      onAdd(row);
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = Object.fromEntries(new FormData(event.currentTarget)) as { name: string };
    const name = given.name.trim().normalize('NFC');
    if (name === '') return;
    const known = isThere.some(({ user }) => user === name);
    setFault(known ? text.isThere(name) : undefined);
    if (!known) find.start(name);
  };
  return (
    <form ref={form} className="add-holder" onSubmit={submit}>
      {find.problem && <ProblemNote problem={find.problem} />}
      <Field label={text.label} hint={text.hint} fault={fault}>
        {(control) => <input {...control} name="name" maxLength={190} autoComplete="off" spellCheck={false} />}
      </Field>
      <button type="submit" disabled={find.busy}>
        {text.go}
      </button>
    </form>
  );
}
