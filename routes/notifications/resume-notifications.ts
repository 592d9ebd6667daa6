import { setPaused } from './set-paused.js';

/** Lets go what was held back. */
export const resumeNotifications = setPaused('resume-notifications', false);
