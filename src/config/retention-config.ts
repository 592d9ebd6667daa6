import { type Variable } from './variable.js';

const DAY_MS = 24 * 60 * 60 * 1000;

/** How long the program keeps what it writes by itself, ms. Undefined: for ever. */
export interface Retention {
  readonly attempts: number | undefined;
  readonly notifications: number | undefined;
  readonly idempotencyKeys: number | undefined;
  readonly auditLog: number | undefined;
  readonly figures: number | undefined;
}

/** Each kind: its variable, since when its days count, its default, and the least that the program promises. */
const KINDS: Record<keyof Retention, { variable: string; meaning: string; days: number; least: number }> = {
  attempts: {
    variable: 'ATTEMPTS_RETENTION_DAYS',
    meaning: 'days that attempts are kept after the end of their notification',
    days: 90,
    least: 1,
  },
  notifications: {
    variable: 'NOTIFICATIONS_RETENTION_DAYS',
    meaning: 'days that notifications and invitations are kept after their end, and attempts at most',
    days: 400,
    least: 1,
  },
  // Partners were told of seven days.
  idempotencyKeys: {
    variable: 'IDEMPOTENCY_RETENTION_DAYS',
    meaning: 'days that idempotency keys are remembered',
    days: 7,
    least: 7,
  },
  auditLog: {
    variable: 'AUDIT_RETENTION_DAYS',
    meaning: 'days that entries of the audit log are kept',
    days: 3650,
    least: 1,
  },
  // The longest range of the console is seven days.
  figures: {
    variable: 'FIGURES_RETENTION_DAYS',
    meaning: "days that the console's figures are kept",
    days: 8,
    least: 8,
  },
};

const LONGEST_DAYS = 36_500;

/** The variables of the environment that say how long rows are kept. */
export const RETENTION_VARIABLES: Record<string, Variable> = Object.fromEntries(
  Object.values(KINDS).map(({ variable, meaning, days, least }) => [
    variable,
    {
      meaning,
      default: String(days),
      schema: { pattern: '^(never|[1-9][0-9]{0,4})$' },
      check: (text: string) => text === 'never' || (Number(text) >= least && Number(text) <= LONGEST_DAYS),
      valid: `a number from ${least} to ${LONGEST_DAYS}, or never: all are kept`,
    },
  ]),
);

/** The variable that says how long that kind is kept. */
export function retentionVariable(kind: keyof Retention): string {
  return KINDS[kind].variable;
}

/** Makes the retention from valid variables. */
export function retentionConfig(get: (name: string) => string): Retention {
  const lengthOf = ({ variable }: { variable: string }): number | undefined =>
    get(variable) === 'never' ? undefined : Number(get(variable)) * DAY_MS;
  const { attempts, notifications, idempotencyKeys, auditLog, figures } = KINDS;
  return {
    attempts: lengthOf(attempts),
    notifications: lengthOf(notifications),
    idempotencyKeys: lengthOf(idempotencyKeys),
    auditLog: lengthOf(auditLog),
    figures: lengthOf(figures),
  };
}
