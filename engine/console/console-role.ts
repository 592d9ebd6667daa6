/** What an internal user may do in the operators' console, from the least to the most. */
export const CONSOLE_ROLES = ['viewer', 'operator', 'admin'] as const;

export type ConsoleRole = (typeof CONSOLE_ROLES)[number];

/** Reads a stored role. Undefined for none, and for one that a newer program wrote. */
export function consoleRoleOf(stored: string | null): ConsoleRole | undefined {
  return CONSOLE_ROLES.find((role) => role === stored);
}

/** Whether a role includes another one. */
export function roleSuffices(role: ConsoleRole, needed: ConsoleRole): boolean {
  return CONSOLE_ROLES.indexOf(role) >= CONSOLE_ROLES.indexOf(needed);
}
