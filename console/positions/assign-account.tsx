import { type FormEvent, useState } from 'react';
import type { components } from '../../openapi.js';
import { answer } from '../api/client.js';
import { useAssign } from '../assignments/use-assign.js';
import { type Warnings } from '../assignments/warnings-note.js';
import { useChange } from '../changes/use-change.js';
import { Field } from '../parts/field.js';
import { ProblemNote } from '../parts/problem-note.js';
import { words } from '../words/words.js';

type Accounts = components['schemas']['AdminAccounts'];

const text = words.positions.orderers;
const SHOWN = 10;

interface AssignAccountParts {
  positionId: string;
  onWarnings(warnings: Warnings): void;
}

/** Finds accounts by a part of the name or by the id, and lets one of them order the position. */
export function AssignAccount({ positionId, onWarnings }: AssignAccountParts) {
  const [found, setFound] = useState<Accounts>();
  const find = useChange<string, Accounts>({
    run: (api, q) => answer(api.GET('/v1/admin/accounts', { params: { query: { q, limit: SHOWN } } })),
    done: setFound,
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { q } = Object.fromEntries(new FormData(event.currentTarget)) as { q: string };
    if (q.trim() !== '') find.start(q.trim());
  };
  return (
    <div className="assign">
      <form className="add-holder" onSubmit={submit}>
        <Field label={text.find} fault={found?.items.length === 0 ? text.none : undefined}>
          {(control) => <input {...control} name="q" maxLength={190} autoComplete="off" spellCheck={false} />}
        </Field>
        <button type="submit" disabled={find.busy}>
          {text.findGo}
        </button>
      </form>
      {find.problem && <ProblemNote problem={find.problem} />}
      {found && found.items.length > 0 && (
        <ul className="card-list" aria-label={text.found}>
          {found.items.map(({ account_id: accountId, name }) => (
            <FoundAccount
              key={accountId}
              {...{ positionId, accountId, name }}
              onDone={(warnings) => {
                setFound(undefined);
                onWarnings(warnings);
              }}
            />
          ))}
        </ul>
      )}
      {found?.has_more && <p className="quiet">{text.tooMany}</p>}
    </div>
  );
}

interface FoundAccountParts {
  positionId: string;
  accountId: string;
  name: string;
  onDone(warnings: Warnings): void;
}

function FoundAccount({ positionId, accountId, name, onDone }: FoundAccountParts) {
  const assign = useAssign({ positionId, accountId }, text.assigned(name), onDone);
  return (
    <li>
      <span>
        <bdi>{name}</bdi> <code>{accountId}</code>
      </span>
      {assign.problem && <ProblemNote problem={assign.problem} />}
      <button
        type="button"
        className="button-small"
        aria-label={text.assignTo(name)}
        disabled={assign.busy}
        onClick={() => assign.start()}
      >
        {text.assign}
      </button>
    </li>
  );
}
