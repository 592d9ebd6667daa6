import { type Input } from '../documented.js';
import { type On, type Outcome } from '../operation.js';
import { presentDetail } from './presenting/present-application.js';

/** Gets one application with its status (contract, section 6, application_get with an application_id). */
export async function getApplication(
  _input: Input<'getApplication'>,
  { application, ...context }: On<'application'>,
): Promise<Outcome<'getApplication'>> {
  return presentDetail(application, context);
}
