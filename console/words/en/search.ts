import { plural } from './write.js';

/** Words of the search box. */
export const search = {
  label: 'Search',
  placeholder: 'Id, e-mail, name…',
  results: 'What was found',
  searching: 'Searching…',
  nothing: 'Nothing found. Digits find an id, an e-mail address a candidate, a UUID a request, else names.',
  failed: (title: string) => `The search failed: ${title}`,
  found: (count: number) => plural(count, '# found', '# found'),
  kinds: {
    application: 'Application',
    account: 'Account',
    notification: 'Notification',
    position: 'Position',
    user: 'User',
    request: 'Audit',
  },
};
