import { useEffect, useState } from 'react';
import { answer } from '../../api/client.js';
import { Problem } from '../../api/problem.js';
import { useApi } from '../../api/use-api.js';
import type { components } from '../../../openapi.js';

type Checked = components['schemas']['ConfigChecked'];
type Fields = components['schemas']['SavedConfigField'][];

const AFTER_TYPING_MS = 400;

/**
 * What the gateway would send by these fields. The answer is kept in the component alone, because the fields may hold
 * new secrets. While they change, the last answer stays.
 */
export function useChecked(
  accountId: string,
  fields: Fields | undefined,
  applicationId: string,
): { checked: Checked | undefined; problem: Problem | undefined } {
  const api = useApi();
  const [found, setFound] = useState<{ checked?: Checked; problem?: Problem }>({});
  const asked = fields && JSON.stringify(fields);
  useEffect(() => {
    if (asked === undefined) return undefined;
    const gaveUp = new AbortController();
    const check = async () => {
      try {
        const body = {
          fields: JSON.parse(asked) as Fields,
          ...(applicationId !== '' && { application: applicationId }),
        };
        const options = { params: { path: { account_id: accountId } }, body, signal: gaveUp.signal };
        setFound({ checked: await answer(api.POST('/v1/admin/accounts/{account_id}/config/check', options)) });
      } catch (error) {
        if (!gaveUp.signal.aborted && error instanceof Problem) setFound((last) => ({ ...last, problem: error }));
      }
    };
    const timer = setTimeout(() => void check(), AFTER_TYPING_MS);
    return () => {
      clearTimeout(timer);
      gaveUp.abort();
    };
  }, [api, accountId, asked, applicationId]);
  return { checked: found.checked, problem: found.problem };
}
