import { applicationLink, reportLink } from '../../engine/application/links.js';
import { type Input } from '../documented.js';
import { type On, type Outcome } from '../operation.js';

/** Gets the candidate's link and the report's link of an application in any state (application_get_link). */
export function getLinks(
  _input: Input<'getLinks'>,
  { application, publicUrl }: On<'application'>,
): Outcome<'getLinks'> {
  return {
    app_link_full: applicationLink(publicUrl, application.appToken, application.linkToken),
    rep_link_full: reportLink(publicUrl, application.repToken, application.linkToken),
  };
}
