import { setPaused } from './set-paused.js';

/** Holds the notifications of an account back; none is lost, and what is being sent this moment ends as it ends. */
export const pauseNotifications = setPaused('pause-notifications', true);
