/** Words of the screen /positions. */
export const positions = {
  nav: 'Positions',
  title: 'Positions',
  lead: 'What accounts can order, the newest first. Positions are imported, assigned and retired with pop position.',
  empty: 'There are no positions yet. pop position import adds one from a file.',
  columns: {
    name: 'Name',
    id: 'Id',
    languages: 'Languages',
    version: 'Version',
    accounts: 'Accounts',
    state: 'State',
    updated: 'Changed',
    applications: 'Applications',
  },
  retired: 'retired',
  unassigned: 'nobody may order it',
  inUse: 'can be ordered',
  show: 'Show',
  showOf: (name: string) => `Show applications of ${name}`,
};
