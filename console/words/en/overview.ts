import { number, plural } from './write.js';

/** Words of the screen /. */
export const overview = {
  nav: 'Overview',
  title: 'Overview',
  state: {
    title: 'State',
    well: 'All is well.',
    count: (count: number) => plural(count, 'One thing needs a look', '# things need a look'),
    levels: { bad: 'Bad', look: 'Look' },
    show: 'Show',
    showOf: (what: string) => `Show: ${what}`,
    pause: 'Pause',
    pauseOf: (name: string) => `Pause notifications of ${name}`,
    held: (name: string, id: string) => `You hold the notifications of ${name} (${id}) back. None is lost.`,
    undo: 'Undo',
    undoOf: (name: string) => `Undo: let notifications of ${name} go again`,
    database_away: 'The database does not answer. What is shown below is the last that was read.',
    gateway_away: 'The gateway does not answer. What is shown below is the last that was read.',
    no_process: 'No process has been seen for over 150 seconds.',
    oldest_due: {
      endpoint: (time: string, whose: string) => `The oldest due notification has waited for ${time}${whose}.`,
      messages: (time: string) => `The oldest due message to a candidate has waited for ${time}.`,
    },
    whose: (name: string, id: string) => ` (${name}, ${id})`,
    parked: {
      endpoint: (count: number) =>
        plural(
          count,
          'One notification is parked: each attempt ended its process.',
          '# notifications are parked: each attempt ended its process.',
        ),
      messages: (count: number) =>
        plural(
          count,
          'One message is parked: each attempt ended its process.',
          '# messages are parked: each attempt ended its process.',
        ),
    },
    server_errors: (count: number) =>
      plural(
        count,
        'One request was answered 5xx in the last 5 minutes.',
        '# requests were answered 5xx in the last 5 minutes.',
      ),
    attempts_failing: {
      endpoint: (count: number) => `${number(count)} attempts to notify failed in the last 15 minutes, over a fifth.`,
      messages: (count: number) =>
        `${number(count)} attempts to send messages failed in the last 15 minutes, over a fifth.`,
    },
    sign_ins_throttled: (count: number) =>
      plural(
        count,
        'One sign-in was refused after too many failures in the last 5 minutes.',
        '# sign-ins were refused after too many failures in the last 5 minutes.',
      ),
    // The names of the fields are those of the access log.
    inLog: {
      server_errors: 'The log has each with its request id: look for "status":5.',
      sign_ins_throttled: 'The log has each with its address: look for "error_code":429.',
    },
    messages: (state: string) => `They are named by: pop invitations list --state ${state}`,
    messagesFailing: 'They are named by: pop invitations list --state waiting (to be tried again) or refused',
    credentials_end: (count: number, first: string) =>
      plural(
        count,
        `One credential ends within 7 days: ${first}.`,
        `# credentials end within 7 days, the first: ${first}.`,
      ),
    credential: (user: string, label: string) => `${label} of ${user}`,
  },
  queue: {
    title: 'Queues',
    channels: { endpoint: 'Notifications', messages: 'Messages to candidates' },
    queued: 'queued',
    due: 'due',
    heldBack: 'held back',
    parked: 'parked',
    oldest: 'oldest due',
    show: (count: string, what: string) => `${count} ${what}: show them`,
    messages: 'They are named by: pop invitations list --state waiting, or parked',
  },
  trouble: {
    title: 'Accounts in trouble',
    detail: 'Late by over a minute, or tried without success. 20 at most, the latest first.',
    none: 'No account is in trouble.',
    columns: { account: 'Account', oldest: 'Oldest due', failing: 'Failing', last: 'Last answer' },
    failing: (count: number) => (count >= 100 ? '100 or more' : number(count)),
    showOf: (count: string, name: string) => `${count} failing of ${name}: show the live ones`,
  },
  processes: {
    title: 'Processes',
    none: 'No process has written its figures yet. Each does so once a minute.',
    columns: { process: 'Process', kind: 'Kind', version: 'Version', seen: 'Last seen', state: 'State' },
    kinds: { gateway: 'gateway', notifier: 'notifier' },
    running: 'running',
    silent: 'silent',
    stopped: 'stopped',
  },
  figures: {
    title: 'Figures',
    detail: 'All processes together. A gap means that nobody counted.',
    range: 'Range',
    ranges: { '1h': '1 h', '6h': '6 h', '24h': '24 h', '7d': '7 d' },
    charts: {
      deliveries: 'Deliveries a minute',
      requests: 'Requests a minute',
      requestTime: 'Time of requests',
      lateness: 'Lateness and attempts',
      queue: 'Queue of notifications',
      signIns: 'Refused sign-ins a minute',
    },
    lines: {
      delivered: 'delivered',
      retried: 'tried again',
      rejected: 'rejected',
      requests: 'all',
      clientErrors: '4xx',
      serverErrors: '5xx',
      p50: 'p50',
      p95: 'p95',
      p99: 'p99',
      lateness: 'lateness p95',
      attempt: 'attempt p95',
      queued: 'queued',
      due: 'due',
      refused: 'wrong password',
      throttled: 'throttled',
      busy: 'too busy',
    },
  },
};
