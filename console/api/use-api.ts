import { createContext, useContext } from 'react';
import { type Api } from './client.js';

export const ApiContext = createContext<Api | undefined>(undefined);

/** The client of the gateway's operations. */
export function useApi(): Api {
  const api = useContext(ApiContext);
  if (api === undefined) throw new Error('useApi is used outside of ApiContext');
  return api;
}
