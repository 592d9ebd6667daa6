/** Words of the sign-in screen. */
export const signIn = {
  title: 'Sign in',
  lead: 'The console of the partner gateway, for operators.',
  user: 'User',
  password: 'Password',
  go: 'Sign in',
  going: 'Signing in…',
  ended: 'Your session has ended. Sign in to go on where you were.',
  kept: 'What you had not saved is still here, if the same user signs in.',
  signedOut: 'You are signed out.',
  wrong: 'User or password are wrong, or this user may not enter the console.',
  throttled: 'Too many wrong passwords. Please wait a moment, then try again.',
  missingUser: 'Enter your user name',
  missingPassword: 'Enter your password',
};
