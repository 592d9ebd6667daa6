import { type FormEvent, useState } from 'react';
import { Link } from 'wouter';
import type { components } from '../../openapi.js';
import { answer } from '../api/client.js';
import { useLive } from '../api/use-live.js';
import { useMay } from '../api/use-session.js';
import { TakeAway } from '../assignments/take-away.js';
import { useAssign } from '../assignments/use-assign.js';
import { type Warnings, WarningsNote } from '../assignments/warnings-note.js';
import { Field } from '../parts/field.js';
import { Panel } from '../parts/panel.js';
import { ProblemNote } from '../parts/problem-note.js';
import { StateBadge } from '../parts/state-badge.js';
import { words } from '../words/words.js';

type Account = components['schemas']['AdminAccount'];

const text = words.positions.ofAccount;
const CHOICES = 200;

/** The positions that an account may order, to be assigned and taken away by an admin. */
export function AccountPositions({ account }: { account: Account }) {
  const { account_id: accountId, positions } = account;
  const mayChange = useMay('admin');
  const [warnings, setWarnings] = useState<Warnings>([]);
  return (
    <Panel title={text.title}>
      <WarningsNote warnings={warnings} />
      {positions.length === 0 ? (
        <p className="empty">{text.none}</p>
      ) : (
        <ul className="card-list">
          {positions.map(({ position_id: id, position, retired }) => (
            <li key={id}>
              <span>
                <Link href={`/positions/${id}`}>
                  <bdi>{position}</bdi>
                </Link>{' '}
                {retired && <StateBadge tone="quiet">{words.positions.retired}</StateBadge>}
              </span>
              {mayChange && (
                <TakeAway
                  positionId={id}
                  accountId={accountId}
                  label={text.remove}
                  named={text.removeOf(position)}
                  ask={text.ask(position)}
                  onWarnings={setWarnings}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {mayChange && <AssignPosition account={account} onWarnings={setWarnings} />}
    </Panel>
  );
}

interface AssignPositionParts {
  account: Account;
  onWarnings(warnings: Warnings): void;
}

function AssignPosition({ account: { account_id: accountId, positions }, onWarnings }: AssignPositionParts) {
  const [chosen, setChosen] = useState('');
  const live = useLive({
    key: ['positions', 'to-assign'],
    read: (api, options) =>
      answer(api.GET('/v1/admin/positions', { ...options, params: { query: { limit: CHOICES } } })),
  });
  const assign = useAssign({ positionId: chosen, accountId }, text.assigned, (warnings) => {
    setChosen('');
    onWarnings(warnings);
  });
  const has = new Set(positions.map(({ position_id: id }) => id));
  const choices = (live.data?.items ?? []).filter((item) => item.retired === null && !has.has(item.position_id));
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (chosen !== '') assign.start();
  };
  if (live.data && choices.length === 0) return null;
  return (
    <form className="add-holder" onSubmit={submit}>
      {live.problem && <ProblemNote problem={live.problem} onAgain={live.again} />}
      {assign.problem && <ProblemNote problem={assign.problem} />}
      <Field label={text.choose} {...(live.data?.next_cursor !== undefined && { hint: text.more })}>
        {(control) => (
          <select {...control} value={chosen} onChange={({ target }) => setChosen(target.value)}>
            <option value="">{text.chooseFirst}</option>
            {choices.map(({ position_id: id, aname }) => (
              <option key={id} value={id}>
                {aname} ({id})
              </option>
            ))}
          </select>
        )}
      </Field>
      <button type="submit" disabled={assign.busy || chosen === ''}>
        {text.assign}
      </button>
    </form>
  );
}
