import assert from 'node:assert/strict';
import { type StateFacts, stateLine } from '../../../engine/figures/state-line.js';

const NOW = 1_800_000_000_000;
const WELL: StateFacts = {
  now: NOW,
  lastSeenAt: NOW - 150_000,
  oldestDueAgeMs: { endpoint: 60_000, messages: 0 },
  parked: { endpoint: 0, messages: 0 },
  serverErrors: 0,
  attempts: { endpoint: { made: 20, failed: 4 }, messages: { made: 19, failed: 19 } },
  throttled: 0,
  endingCredentials: 0,
};

describe('stateLine', () => {
  it('is empty when all is well, at each limit', () => assert.deepEqual(stateLine(WELL), []));

  const cases: [string, Partial<StateFacts>, object[]][] = [
    [
      'the database is away, whoever was seen',
      { databaseAway: true, lastSeenAt: undefined },
      [{ what: 'database_away', level: 'bad' }],
    ],
    ['no process was seen for over 150 s', { lastSeenAt: NOW - 150_001 }, [{ what: 'no_process', level: 'bad' }]],
    ['no process was ever seen', { lastSeenAt: undefined }, [{ what: 'no_process', level: 'bad' }]],
    [
      'a notification is late',
      { oldestDueAgeMs: { endpoint: 60_001, messages: 0 } },
      [{ what: 'oldest_due', level: 'look', channel: 'endpoint', value: 60_001 }],
    ],
    [
      'a message is very late',
      { oldestDueAgeMs: { endpoint: 0, messages: 300_001 } },
      [{ what: 'oldest_due', level: 'bad', channel: 'messages', value: 300_001 }],
    ],
    [
      'something is parked',
      { parked: { endpoint: 3, messages: 0 } },
      [{ what: 'parked', level: 'look', channel: 'endpoint', value: 3 }],
    ],
    ['we answered 5xx', { serverErrors: 1 }, [{ what: 'server_errors', level: 'look', value: 1 }]],
    [
      'over a fifth of enough attempts failed',
      { attempts: { ...WELL.attempts, endpoint: { made: 20, failed: 5 } } },
      [{ what: 'attempts_failing', level: 'look', channel: 'endpoint', value: 5 }],
    ],
    ['sign-ins are throttled', { throttled: 2 }, [{ what: 'sign_ins_throttled', level: 'look', value: 2 }]],
    ['a credential ends soon', { endingCredentials: 1 }, [{ what: 'credentials_end', level: 'look', value: 1 }]],
  ];
  for (const [name, facts, items] of cases) {
    it(`says that ${name}`, () => assert.deepEqual(stateLine({ ...WELL, ...facts }), items));
  }

  it('says the worst first', () => {
    const all = stateLine({
      ...WELL,
      databaseAway: true,
      oldestDueAgeMs: { endpoint: 70_000, messages: 400_000 },
      parked: { endpoint: 1, messages: 1 },
      serverErrors: 1,
      attempts: { ...WELL.attempts, messages: { made: 100, failed: 100 } },
      throttled: 1,
      endingCredentials: 1,
    });
    assert.deepEqual(
      all.map(({ what, channel = '' }) => `${what} ${channel}`.trim()),
      [
        ...['database_away', 'oldest_due messages', 'oldest_due endpoint', 'parked endpoint', 'parked messages'],
        ...['server_errors', 'attempts_failing messages', 'sign_ins_throttled', 'credentials_end'],
      ],
    );
  });
});
