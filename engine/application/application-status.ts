/** The state of an application as partners see it. */
export type ApplicationStatus = 'incomplete' | 'completed' | 'cancelled' | 'expired';

/** The state numbers as stored. */
export const APPLICATION_STATES = { incomplete: 1, completed: 2, cancelled: 3, expired: 4 } as const;

const STATUS_BY_STATE = new Map(
  Object.entries(APPLICATION_STATES).map(([status, state]) => [state as number, status as ApplicationStatus]),
);

/**
 * The status at the instant `now`. An incomplete application is expired from `expiresAt` on (both ms), whether or not
 * the stored state says so already. A state number that is not ours throws a RangeError.
 */
export function applicationStatus(
  application: { readonly state: number; readonly expiresAt: number },
  now: number,
): ApplicationStatus {
  const status = STATUS_BY_STATE.get(application.state);
  if (status === undefined) throw new RangeError(`no application state has the number ${application.state}`);
  return status === 'incomplete' && application.expiresAt <= now ? 'expired' : status;
}
