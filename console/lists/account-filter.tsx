import { useEffect, useId, useRef, useState } from 'react';
import type { components } from '../../openapi.js';
import { answer } from '../api/client.js';
import { Problem } from '../api/problem.js';
import { useApi } from '../api/use-api.js';
import { useLive } from '../api/use-live.js';
import { visibleText } from '../hostile/visible-text.js';
import { words } from '../words/words.js';

type Account = Pick<components['schemas']['AdminAccountItem'], 'account_id' | 'name'>;

const AFTER_TYPING_MS = 300;
const SHOWN = 10;

interface AccountFilterParts {
  /** The account's id, or ''. */
  value: string;
  onChange(value: string): void;
}

/** One account, found by its id or by a part of its name. The address has its id, and here its name is shown too. */
export function AccountFilter({ value, onChange }: AccountFilterParts) {
  const text = words.lists;
  const id = useId();
  const api = useApi();
  const [typed, setTyped] = useState<string>();
  const [found, setFound] = useState<readonly Account[]>([]);
  const [hint, setHint] = useState('');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const turn = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  const named = useNameOf(value);

  const choose = (accountId: string) => {
    setTyped(undefined);
    setFound([]);
    if (accountId !== value) onChange(accountId);
  };
  const look = async (wanted: string, isSure: boolean) => {
    const given = wanted.trim();
    if (/^\d{0,19}$/.test(given)) return choose(given);
    const own = turn.current;
    try {
      const { items } = await answer(api.GET('/v1/admin/accounts', { params: { query: { q: given, limit: SHOWN } } }));
      // Something else was typed or chosen meanwhile.
      if (own !== turn.current) return;
      if (isSure && items.length === 1) return choose(items[0]!.account_id);
      setFound(items);
      setHint(items.length === 0 ? text.noAccount : isSure ? text.severalAccounts : '');
    } catch (error) {
      setHint(error instanceof Problem ? error.title : String(error));
    }
  };
  const type = (next: string) => {
    turn.current++;
    clearTimeout(timer.current);
    setHint('');
    const picked = found.find((account) => nameOf(account) === next);
    if (picked) return choose(picked.account_id);
    setTyped(next);
    timer.current = setTimeout(() => void look(next, false), AFTER_TYPING_MS);
  };
  const finish = () => {
    clearTimeout(timer.current);
    if (typed !== undefined) void look(typed, true);
  };
  return (
    <div className="filter">
      <label htmlFor={id}>{text.account}</label>
      <input
        id={id}
        type="search"
        list={`${id}-found`}
        value={typed ?? named}
        placeholder={text.accountExample}
        autoComplete="off"
        spellCheck={false}
        maxLength={190}
        onChange={({ target }) => type(target.value)}
        onKeyDown={({ key }) => key === 'Enter' && finish()}
        onBlur={finish}
      />
      <datalist id={`${id}-found`}>
        {found.map((account) => (
          <option key={account.account_id} value={nameOf(account)} />
        ))}
      </datalist>
      <p className="hint" role="status">
        {hint}
      </p>
    </div>
  );
}

const nameOf = ({ account_id: id, name }: Account): string => `${visibleText(name)} (${id})`;

function useNameOf(accountId: string): string {
  const live = useLive({
    key: ['account', accountId],
    enabled: /^\d{1,19}$/.test(accountId),
    read: (api, options) =>
      answer(api.GET('/v1/admin/accounts/{account_id}', { ...options, params: { path: { account_id: accountId } } })),
  });
  return live.data ? nameOf(live.data) : accountId;
}
