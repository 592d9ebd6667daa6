import { createContext, useContext } from 'react';

export const ConfirmPasswordContext = createContext<() => Promise<boolean>>(() => Promise.resolve(false));

/** Asks for the password once more. Resolves whether the gateway accepted it; false if somebody gave up. */
export function useConfirmPassword(): () => Promise<boolean> {
  return useContext(ConfirmPasswordContext);
}
