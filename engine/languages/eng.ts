import { type InvitationWords } from './invitation-words.js';

const pages = {
  // Words of every page.
  skipToContent: 'Skip to the content',
  languages: 'Language',
  colon: ': ',
  optional: 'optional',
  required: 'required',

  // The questionnaire.
  start: 'Start',
  begin: 'Begin',
  next: 'Save and continue',
  later: 'Go on without these',
  back: 'Save and go back',
  aboutYou: 'About you',
  fullName: 'Your full name',
  email: 'Your e-mail address',
  from: 'From',
  questions: 'Questions',
  timeNeeded: 'Time needed',
  about: (time: string) => `about ${time}`,
  openUntil: 'Open until',
  dataGoesTo: (account: string) => `Your answers go to ${account}, who asked you for them.`,
  keptFor: (time: string) => `They are erased ${time} after the assessment has ended.`,
  contact: 'Contact',
  howItWorks: 'Your answers are kept as you go. You can close this page and come back later with the same link.',
  yourData: 'Your data',
  privacyPage: 'Read the privacy notice (opens a new window)',
  agree: 'I have read this and agree.',
  agreed: 'You have agreed to this.',
  pageOf: (page: number, pages: number) => `Page ${page} of ${pages}`,
  questionOf: (number: number) => `Question ${number}`,
  answeredOf: (answered: number, total: number) => `Answered: ${answered} of ${total}`,
  progress: 'Progress',
  noAnswer: 'No answer',
  yourAnswer: 'Your answer',
  atMost: (characters: number) => `At most ${characters} characters`,

  // The last page.
  check: 'Check and send',
  allAnswered: 'All questions that need an answer have one. Once sent, your answers can no longer be changed.',
  openOnes: 'These are still open. Please complete them before you send your answers.',
  skippedOnes: 'You left these out. They are optional.',
  submit: 'Send my answers',

  // Faults.
  error: 'Error',
  pleaseCheck: 'Please check the following',
  toDo: (count: string) => `Still to do: ${count}`,
  answered: 'answered',
  isMissing: 'Please answer this question.',
  fieldIsMissing: 'Please fill this in.',
  mustAgree: 'Please read this and agree before you begin.',
  tooLong: (characters: number) => `This is too long: at most ${characters} characters.`,
  fieldTooLong: 'This is too long.',
  notAnEmail: 'Please write the whole address, such as name@example.com.',
  pleaseChoose: 'Please choose',
  notANumber: (decimals: number) =>
    decimals === 0
      ? 'Please write a whole number in figures, such as 12.'
      : `Please write a number in figures, such as 12.5 (decimals: at most ${decimals}).`,
  atLeast: (limit: string) => `Please write at least ${limit}.`,
  notAbove: (limit: string) => `Please write at most ${limit}.`,
  notADay: 'Please give the whole day, such as 2026-03-31 (year, month, day).',
  notBefore: (day: string) => `Please choose ${day} or a later day.`,
  notAfter: (day: string) => `Please choose ${day} or an earlier day.`,
  notAChoice: 'Please choose one of the list.',
  notAPhone: 'Please write the whole number in figures, such as +44 20 7946 0018.',
  changedElsewhere: (there: string) =>
    `This was also changed on another page or device: “${there}”. To keep what is here, save again.`,
  noPipe: 'The character | can’t be used here.',
  noControl: 'This has characters in it that can’t be stored. Please type it anew.',

  // Saving, with JavaScript.
  saving: 'Saving…',
  saved: 'Saved',
  notSaved: 'Not saved yet. Please keep this page open: we keep trying.',
  onDevice: (count: string) =>
    `Not sent yet: ${count}. Your answers are safe on this device and are sent as soon as there is a connection.`,
  notAccepted: 'Not saved. Please check this page.',

  // Pages that show a state or a fault.
  doneTitle: 'Thank you',
  doneText: 'Your answers have been sent. There is nothing more to do; you can close this page.',
  expiredTitle: 'This link has expired',
  expiredText:
    'The time to answer is over. Please contact the company that sent you the link if you still want to take part.',
  cancelledTitle: 'This invitation was withdrawn',
  cancelledText: 'The company that sent you the link has withdrawn it. Please contact them if you have questions.',
  unknownTitle: 'This link does not work',
  unknownText:
    'Please check that you have used the whole link, exactly as it was sent to you. If it still does not work, contact the company that sent it.',
  tooManyTitle: 'Please wait a moment',
  tooManyText: 'There were too many attempts from your network. Please try again in a few minutes.',
  badRequestTitle: 'That did not work',
  badRequestText:
    'The page was sent in a form we can’t read. Please open your link again; your saved answers are still there.',
  refusedTitle: 'Your answers could not be sent',
  refusedText:
    'The questionnaire can’t be completed as it is. Your saved answers are kept. Please contact the company that sent you the link.',
  unavailableTitle: 'We will be right back',
  unavailableText:
    'The questionnaire can’t be reached just now. Please try again in a minute; your saved answers are kept.',
  failedTitle: 'Something went wrong',
  failedText: 'The fault is ours and has been noted. Please try again; your saved answers are kept.',
  tryAgain: 'Try again',
  reminders: 'Reminders',
  remindersText: (account: string) =>
    `${account} reminds you of this assessment until you have taken it. You can stop the reminders. Your link goes on working.`,
  stopReminders: 'Send me no more reminders',
  remindersStoppedTitle: 'No more reminders',
  remindersStoppedText: 'You get no more reminders of this assessment. You can still take it with the same link.',
  toAssessment: 'To the assessment',
  lostLink: 'Lost your link?',
  lostLinkText:
    'Write the e-mail address at which you were invited. If an assessment is open for it, we send the link there.',
  sendLink: 'Send me my link',
  linkSentTitle: 'Please look into your mail',
  linkSentText:
    'If an assessment is open for this address, the link is on its way. That may take a few minutes; look among the unwanted mail, too. If nothing comes, please contact the company that invited you.',
};

const report = {
  report: 'Report',
  preparedFor: 'Prepared for',
  completedOn: 'Completed on',
  consentOn: 'Consent given on',
  unnamed: 'Candidate without a name',
  result: 'Result',
  score: 'Score',
  decisions: 'All decisions',
  criterion: 'Criterion',
  decision: 'Decision',
  reached: 'this candidate',
  below: (to: string) => `below ${to}`,
  between: (from: string, to: string) => `${from} to below ${to}`,
  above: (from: string) => `${from} and above`,
  onScale: (score: string, low: string, high: string) => `Score ${score} on a scale from ${low} to ${high}`,
  greenOf: (green: string, all: string) => `${green} of ${all} green`,
  traits: 'Traits',
  superTraits: 'Super traits',
  superTraitsMean: 'A super trait sums up several traits.',
  scaleOf: (low: string, high: string) => `Scale from ${low} to ${high}`,
  placeOf: (place: string, points: string) => `${place} of ${points}`,
  confidential: 'Confidential',
  details: 'Details of the candidate',
  fullName: 'Full name',
  email: 'E-mail address',
  answers: 'Answers',
  noAnswer: 'No answer',
  yes: 'Yes',
  no: 'No',
  noScores: 'This assessment was completed without a questionnaire, so there are no scores.',
  savePdf: 'Save as PDF',
  notCompletedTitle: 'There is no report yet',
  notCompletedText:
    'The candidate has not completed the assessment. The report will be here, at this address, afterwards.',
  expiredTitle: 'There is no report',
  expiredText: 'The assessment expired before the candidate completed it.',
  cancelledTitle: 'There is no report',
  cancelledText: 'The assessment was cancelled before the candidate completed it.',
  noPdfTitle: 'Reports are not available as PDF here',
  noPdfText:
    'This server has nothing to make a PDF with. Its operator can change that: set CHROMIUM_PATH to the path of a Chromium. Until then the report itself can be printed from your browser.',
  pdfLaterTitle: 'The PDF could not be made just now',
  pdfLaterText: 'Please try again in a few seconds, or print the report from your browser.',
  toReport: 'To the report',
  unavailableText: 'The report can’t be reached just now. Please try again in a minute.',
  failedText: 'The fault is ours and has been noted. Please try again.',
};

/** The words of the pages, including the questionnaire. */
export type PageWords = typeof pages;

/** The words of the report. */
export type ReportWords = typeof report;

/** All texts of one language for candidates and for readers of reports. */
export interface Language {
  /** The language as browsers and mail programs name it (BCP 47). */
  tag: string;
  direction: 'ltr' | 'rtl';
  /** The name of the language in the language itself. */
  name: string;
  pages: PageWords;
  report: ReportWords;
  invitation: InvitationWords;
}

/** English. Counts are written so that no plural form depends on them, because other languages have up to six. */
export const eng: Language = {
  tag: 'en',
  direction: 'ltr',
  name: 'English',
  pages,
  report,
  invitation: {
    subject: (account) => `${account} invites you to an assessment`,
    greeting: (candidate) => (candidate === '' ? 'Hello,' : `Hello ${candidate},`),
    before: ({ account, position, until }) => [
      `${account} would like to get to know you better and asks you to take the assessment “${position}”.`,
      'Find a quiet moment for it. Your answers are saved as you go: you can stop and carry on later, on another device too.',
      `The assessment is open until ${until} (UTC).`,
    ],
    action: 'Start the assessment',
    copyLink: 'If the button does not work, copy this address into your browser:',
    after: (account, isAnswered) => [
      'This link is yours alone. Please do not pass it on.',
      isAnswered
        ? 'Questions about your application? Please reply to this message.'
        : `Questions about your application? Please ask ${account}; replies to this message are not read.`,
    ],
    shortText: (account) => `${account} invites you to an assessment: `,
    reminder: {
      subject: (account) => `Your assessment for ${account} is still open`,
      before: ({ account, position, until }) => [
        `${account} has asked you to take the assessment “${position}”, and has not received your answers yet.`,
        'What you have answered so far is saved. You can go on where you left off.',
        `The assessment is open until ${until} (UTC).`,
      ],
      shortText: (account) => `${account}: your assessment is still open: `,
    },
  },
};
