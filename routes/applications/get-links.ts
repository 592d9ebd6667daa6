import { type Input } from '../documented.js';
import { type On, type Outcome } from '../operation.js';
import { shownLinks } from './presenting/shown-links.js';

/** Gets the candidate's link and the report's link of an application in any state (application_get_link). */
export function getLinks(
  _input: Input<'getLinks'>,
  { application, ...context }: On<'application'>,
): Outcome<'getLinks'> {
  const links = shownLinks(context);
  return { app_link_full: links.questionnaire(application), rep_link_full: links.report(application) };
}
