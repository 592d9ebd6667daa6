import { problemOf, type ProblemError } from '../../middleware/problems.js';
import { type Refusal } from '../../routes/refusal.js';

/** An operation's refusal as the error that the resource face's renderer writes. */
export function refusalError({ reason, detail, more }: Refusal): ProblemError {
  const { errors, applicationId, retryAfterSeconds } = more;
  return problemOf(reason, detail, {
    ...(errors && { errors }),
    ...(applicationId !== undefined && { application_id: applicationId }),
    ...(retryAfterSeconds !== undefined && { headers: { 'Retry-After': String(retryAfterSeconds) } }),
  });
}
