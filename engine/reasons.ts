/**
 * The reasons for refusing a request: the code that partners see, and status and title of the resource face (contract,
 * sections 6 and 7). The name is the end of the problem's `type`.
 */
export const REASONS = {
  unauthenticated: { code: 1, status: 401, title: 'Authentication required' },
  'not-enough-permissions': { code: 1, status: 403, title: 'Not enough permissions' },
  'no-partner-account': { code: 5, status: 403, title: 'No partner account' },
  'missing-parameter': { code: 10, status: 400, title: 'Missing required parameter' },
  'invalid-parameter': { code: 11, status: 400, title: 'Invalid parameter value' },
  'malformed-request': { code: 11, status: 400, title: 'Malformed request' },
  'body-too-large': { code: 11, status: 413, title: 'Body too large' },
  'unsupported-media-type': { code: 11, status: 415, title: 'Unsupported media type' },
  'idempotency-key-reused': { code: 11, status: 422, title: 'Idempotency key used with another request' },
  'idempotency-key-running': { code: 11, status: 409, title: 'A request with this idempotency key is still running' },
  'client-closed': { code: 11, status: 499, title: 'Client closed request' },
  'unknown-object': { code: 12, status: 404, title: 'No such object' },
  'not-found': { code: 12, status: 404, title: 'Not found' },
  'duplicate-application': { code: 13, status: 409, title: 'Duplicate application' },
  'already-submitted': { code: 14, status: 409, title: 'Questionnaire already submitted' },
  'expired-or-cancelled': { code: 15, status: 410, title: 'Application expired or cancelled' },
  'not-completed': { code: 16, status: 409, title: 'Application not completed yet' },
  'account-disabled': { code: 17, status: 403, title: 'Account disabled' },
  'invalid-command': { code: 92, status: 400, title: 'Invalid command' },
  'method-not-allowed': { code: 92, status: 405, title: 'Method not allowed' },
  'too-many-requests': { code: 429, status: 429, title: 'Too many requests' },
  'resent-too-often': { code: 429, status: 429, title: 'Invitation sent again too often' },
  'quota-exhausted': { code: 429, status: 429, title: 'Quota exhausted' },
  'internal-error': { code: 500, status: 500, title: 'Internal error' },
  overloaded: { code: 503, status: 503, title: 'Temporarily overloaded' },
  'missing-fields': { code: 1716, status: 422, title: 'Missing required custom fields' },
  'missing-answers': { code: 1850, status: 422, title: 'Missing answers' },
} as const;

export type Reason = keyof typeof REASONS;
