/** Words of the screen /audit. */
export const audit = {
  nav: 'Audit',
  title: 'Audit log',
  lead: 'Who changed what, or was refused. The newest comes first.',
  empty: 'There are no entries.',
  emptyFiltered: 'No entry matches this filter.',
  filters: {
    user: 'User',
    object: 'Object',
    operation: 'Operation',
    request_id: 'Request id',
    since: 'Since',
    until: 'Until',
  },
  badTime: 'Since and until must be a day such as 2026-03-01, or a date and time such as 2026-03-01T12:30:00Z.',
  examples: { object: 'application 20000042', since: '2026-03-01' },
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
