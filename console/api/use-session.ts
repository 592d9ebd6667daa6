import { createContext, useContext } from 'react';
import type { components } from '../../openapi.js';

/** Who is signed in, and until when. */
export type Session = components['schemas']['ConsoleSession'];

export type Role = Session['role'];

export interface SessionActions {
  session: Session;
  /** The difference of the gateway's clock from the browser's, ms. */
  clockOffset: number;
  signOut(): void;
  /** Tells the gateway that somebody is here. */
  stay(): void;
}

export const SessionContext = createContext<SessionActions | undefined>(undefined);

/** The session of whoever is signed in. Every screen has one. */
export function useSession(): SessionActions {
  const actions = useContext(SessionContext);
  if (actions === undefined) throw new Error('useSession is used outside of the session gate');
  return actions;
}

const RANK: Record<Role, number> = { viewer: 1, operator: 2, admin: 3 };

/** Whether the role suffices for what needs another at least. */
export function atLeast(role: Role, needed: Role): boolean {
  return RANK[role] >= RANK[needed];
}

/** Whether whoever is signed in may do what needs this role. The gateway decides; this only hides what it refuses. */
export function useMay(needed: Role): boolean {
  return atLeast(useSession().session.role, needed);
}
