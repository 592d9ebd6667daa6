import { type Context } from '../operation.js';
import { type Eraser } from './erase-people.js';

/** Who erases in a request, as the audit log names it. */
export function eraserOf({ caller, audited, address, requestId }: Context): Eraser {
  const { userName, credentialId } = caller;
  return { userName, credentialId, operation: audited.operation, address, requestId };
}
