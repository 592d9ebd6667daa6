import { findOwnApplication, type ApplicationInput } from './find-own-application.js';
import { type Operation } from '../operation.js';
import { type ApplicationDetail, presentDetail } from './present-application.js';
import { Refusal } from '../refusal.js';

/** One application with its status (contract section 6, application_get with an application_id). */
export const getApplication: Operation<ApplicationInput, ApplicationDetail> = async (input, context) => {
  const application = await findOwnApplication(input, 'read', context);
  return application instanceof Refusal ? application : presentDetail(application, context);
};
