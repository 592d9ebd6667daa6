/** English. Counts stand where no plural form hangs on them, for other languages have up to six. */
export const eng = {
  // Of every page.
  skipToContent: 'Skip to the content',
  languages: 'Language',
  colon: ': ',
  optional: 'optional',
  required: 'required',

  // The questionnaire.
  start: 'Start',
  begin: 'Begin',
  next: 'Save and continue',
  back: 'Save and go back',
  aboutYou: 'About you',
  fullName: 'Your full name',
  email: 'Your e-mail address',
  howItWorks: 'Your answers are kept as you go. You can close this page and come back later with the same link.',
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
  isMissing: 'Please answer this question.',
  fieldIsMissing: 'Please fill this in.',
  tooLong: (characters: number) => `This is too long: at most ${characters} characters.`,
  fieldTooLong: 'This is too long.',
  notAnEmail: 'Please write the whole address, such as name@example.com.',
  noPipe: 'The character | can’t be used here.',
  noControl: 'This has characters in it that can’t be stored. Please type it anew.',

  // Saving, with JavaScript.
  saving: 'Saving…',
  saved: 'Saved',
  notSaved: 'Not saved yet. We keep trying.',
  notAccepted: 'Not saved. Please check this page.',

  // Pages that say how things stand.
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
};

/** What each language has. */
export type PageWords = typeof eng;
