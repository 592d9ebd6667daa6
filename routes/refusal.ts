import { type PointedFault } from '../engine/json-pointer.js';

/** Why an operation says no: the code partners see, the status and name of the resource face (contract sections 6, 7). */
export const REASONS = {
  'not-enough-permissions': { code: 1, status: 403, title: 'Not enough permissions' },
  'no-partner-account': { code: 5, status: 403, title: 'No partner account' },
  'missing-parameter': { code: 10, status: 400, title: 'Missing required parameter' },
  'invalid-parameter': { code: 11, status: 400, title: 'Invalid parameter value' },
  'unknown-object': { code: 12, status: 404, title: 'No such object' },
  'duplicate-application': { code: 13, status: 409, title: 'Duplicate application' },
  'already-submitted': { code: 14, status: 409, title: 'Questionnaire already submitted' },
  'expired-or-cancelled': { code: 15, status: 410, title: 'Application expired or cancelled' },
  'not-completed': { code: 16, status: 409, title: 'Application not completed yet' },
  'resent-too-often': { code: 429, status: 429, title: 'Invitation sent again too often' },
  'invalid-command': { code: 92, status: 400, title: 'Invalid command' },
  'missing-fields': { code: 1716, status: 422, title: 'Missing required custom fields' },
  'missing-answers': { code: 1850, status: 422, title: 'Missing answers' },
  'idempotency-key-reused': { code: 11, status: 422, title: 'Idempotency key used with another request' },
  'idempotency-key-running': { code: 11, status: 409, title: 'A request with this idempotency key is still running' },
} as const;

export type Reason = keyof typeof REASONS;

/** An operation's "no": a value, not an exception, so that the compiler sees that a face deals with it. */
export class Refusal {
  constructor(
    readonly reason: Reason,
    readonly detail: string,
    readonly more: { errors?: PointedFault[]; applicationId?: string; retryAfterSeconds?: number } = {},
  ) {}
}

// What the document allows an error to have; a hundred faults together have more text, and answers can have more faults.
const MAX_DETAIL = 4096;
const MAX_ERRORS = 1000;

/** Shorthand of the constructor; what is too long for an answer is cut. */
export function refuse(reason: Reason, detail: string, more?: Refusal['more']): Refusal {
  const short = detail.length <= MAX_DETAIL ? detail : `${detail.slice(0, MAX_DETAIL - 1)}…`;
  const errors = more?.errors?.slice(0, MAX_ERRORS);
  return new Refusal(reason, short.replace(/[\uD800-\uDBFF]…$/, '…'), { ...more, ...(errors && { errors }) });
}

/** Several invalid values at once, each with its place. */
export function refuseFaults(errors: PointedFault[]): Refusal {
  const words = errors.map(({ pointer, detail }) => `${placeOf(pointer) || 'request'}: ${detail}`);
  return refuse('invalid-parameter', words.join('; '), { errors });
}

// In the same words as a fault that the document's own check finds: `fields[1].v`.
function placeOf(pointer: string): string {
  return pointer
    .slice(1)
    .replace(/\/(\d+)(?=\/|$)/g, '[$1]')
    .replaceAll('/', '.');
}
