import { plural } from '../write.js';

/** Words of the screen /me. */
export const me = {
  title: 'You',
  lead: (user: string, role: string) => `You are signed in as ${user}. Your role is ${role}.`,
  roles: {
    viewer: 'You may see everything but secrets.',
    operator: 'You may see everything but secrets, and change configs, replay, pause and test.',
    admin: 'You may do everything that the console can do.',
  },
  sessions: {
    title: 'Your sessions',
    detail: 'Each browser that is signed in as you. End those that you do not know.',
    columns: { browser: 'Browser', address: 'Address', created: 'Signed in', seen: 'Last used', do: 'Actions' },
    current: 'This one',
    end: 'End',
    endOf: (browser: string) => `End the session of ${browser}`,
    ended: 'The session is ended.',
    endAll: 'Sign out everywhere',
    askAll: 'Sign out everywhere?',
    askAllDetail: (count: number) =>
      plural(count, 'This session ends.', 'All # sessions end, this one too. What is not saved is lost.'),
    unknownBrowser: 'Unknown browser',
    empty: 'There are no sessions.',
  },
  password: {
    title: 'Change your password',
    old: 'Your password now',
    new: 'New password',
    hint: '12 to 72 bytes. A sentence of a few words is easy to remember and hard to guess.',
    again: 'New password again',
    differs: 'is not the same as the new password',
    wrongOld: 'is not your password',
    missing: 'must be filled in',
    go: 'Change password',
    done: 'Your password is changed. Your other sessions are ended.',
  },
};
