import { applicationLink, reportLink } from '../../engine/application/links.js';
import { findOwnApplication, type ApplicationInput } from './find-own-application.js';
import { type Operation } from '../operation.js';
import { Refusal } from '../refusal.js';

export interface Links {
  app_link_full: string;
  rep_link_full: string;
}

/** The candidate's link and the report's link of an application, in whatever state (application_get_link). */
export const getLinks: Operation<ApplicationInput, Links> = async (input, context) => {
  const application = await findOwnApplication(input, 'read', context);
  if (application instanceof Refusal) return application;
  return {
    app_link_full: applicationLink(context.publicUrl, application.appToken, application.linkToken),
    rep_link_full: reportLink(context.publicUrl, application.repToken, application.linkToken),
  };
};
