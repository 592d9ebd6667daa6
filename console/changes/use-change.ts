import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useAnnounce } from '../announce/use-announce.js';
import { useConfirmPassword } from './use-confirm-password.js';
import { type Api } from '../api/client.js';
import { CONFIRM_PASSWORD, Problem } from '../api/problem.js';
import { useApi } from '../api/use-api.js';

interface ChangeParts<Input, Output> {
  run(api: Api, input: Input): Promise<Output>;
  /** Beginnings of the keys of what is read again after it (see `useLive`). */
  refresh?: readonly (readonly unknown[])[];
  /** Said to people who listen to the page, such as "Saved". */
  said?: string;
  done?(output: Output, input: Input): void;
}

/** Something that changes what the gateway has. */
export interface Change<Input> {
  start(input: Input): void;
  busy: boolean;
  problem: Problem | null;
  /** Forgets the problem, as when a dialog is opened again. */
  reset(): void;
}

/** The password was not confirmed, so nothing was done and nothing is wrong. */
class GivenUp extends Problem {
  constructor() {
    super({ status: 0, title: '', detail: '' });
  }
}

/**
 * Makes a change. If the gateway wants the password confirmed first, a dialog asks for it, and the change is made then.
 * What it answers is kept nowhere, because it may be a secret.
 */
export function useChange<Input = void, Output = unknown>(parts: ChangeParts<Input, Output>): Change<Input> {
  const api = useApi();
  const queries = useQueryClient();
  const announce = useAnnounce();
  const confirmPassword = useConfirmPassword();
  const mutation = useMutation<void, Problem, Input>({
    async mutationFn(input) {
      const output = await parts.run(api, input).catch(async (error: unknown) => {
        if (!(error instanceof Problem) || error.code !== CONFIRM_PASSWORD) throw error;
        if (!(await confirmPassword())) throw new GivenUp();
        return parts.run(api, input);
      });
      await Promise.all((parts.refresh ?? []).map((queryKey) => queries.invalidateQueries({ queryKey })));
      if (parts.said !== undefined) announce(parts.said);
      parts.done?.(output, input);
    },
  });
  return {
    start: (input) => {
      if (!mutation.isPending) mutation.mutate(input);
    },
    busy: mutation.isPending,
    problem: mutation.error instanceof GivenUp ? null : mutation.error,
    reset: mutation.reset,
  };
}
