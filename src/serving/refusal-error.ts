import { ProblemError } from '../../middleware/problems.js';
import { REASONS, type Refusal } from '../../routes/refusal.js';

/** An operation's refusal as the error that the resource face's renderer writes. */
export function refusalError({ reason, detail, more }: Refusal): ProblemError {
  const { code, status, title } = REASONS[reason];
  return new ProblemError({
    status,
    slug: reason,
    title,
    error_code: code,
    detail,
    ...(more.errors && { errors: more.errors }),
    ...(more.applicationId !== undefined && { application_id: more.applicationId }),
    ...(more.retryAfterSeconds !== undefined && { headers: { 'Retry-After': String(more.retryAfterSeconds) } }),
  });
}
