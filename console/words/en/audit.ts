/** Words of the screen /audit. */
export const audit = {
  nav: 'Audit',
  title: 'Audit log',
  lead: 'Who changed what, or was refused. The newest comes first.',
  empty: { all: 'There are no entries.', filtered: 'No entry matches this filter.' },
  filters: {
    user: 'User',
    object: 'Object',
    operation: 'Operation',
    request_id: 'Request id',
  },
  period: { period: 'When', since: 'From', until: 'Before' },
  objectExample: 'application 20000042',
  columns: {
    at: 'When',
    user: 'User',
    operation: 'Operation',
    object: 'Object',
    outcome: 'Outcome',
    address: 'Address',
    request: 'Request id',
  },
  ok: 'done',
};
