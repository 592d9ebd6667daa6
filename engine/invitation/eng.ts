import { type InvitationWords } from './invitation.js';

/** An invitation in English. */
export const eng: InvitationWords = {
  tag: 'en',
  direction: 'ltr',
  subject: (account) => `${account} invites you to an assessment`,
  greeting: (candidate) => (candidate === '' ? 'Hello,' : `Hello ${candidate},`),
  before: ({ account, position, until }) => [
    `${account} would like to get to know you better and asks you to take the assessment “${position}”.`,
    'Find a quiet moment for it. Your answers are saved as you go: you can stop and carry on later, on another device too.',
    `The assessment is open until ${until} (UTC).`,
  ],
  action: 'Start the assessment',
  copyLink: 'If the button does not work, copy this address into your browser:',
  after: (account) => [
    'This link is yours alone. Please do not pass it on.',
    `Questions about your application? Please ask ${account}; replies to this message are not read.`,
  ],
  shortText: (account) => `${account} invites you to an assessment: `,
};
