/** Words around every screen. */
export const shell = {
  skip: 'Skip to the content',
  navigation: 'Screens',
  menu: 'Menu',
  nav: { accounts: 'Accounts', me: 'You' },
  role: { viewer: 'viewer', operator: 'operator', admin: 'admin' },

  preferences: 'You and your settings',
  utc: 'Times in UTC',
  theme: { label: 'Colours', system: 'As the system', light: 'Light', dark: 'Dark' },
  me: 'Your sessions and password',
  signOut: 'Sign out',
  newVersion: 'The gateway has a newer console.',
  loadNew: 'Load the new console',
  ending: (left: string) => `You will be signed out in ${left}, because nothing was done for a while.`,
  endingForGood: (left: string) => `Your session ends in ${left}. Then your password is needed again.`,
  stay: 'Stay signed in',
  unknown: {
    title: 'There is no such page',
    detail: 'The address may be wrong, or of a newer console.',
    home: 'To the start',
  },
};
