const TOKEN = /^[A-Za-z0-9_-]{22}$/;

/**
 * Whether a value has the form of every token in a link, 22 characters of base64url (128 bits). A value of another form
 * was never given out, so the database need not be asked for it.
 */
export function isLinkToken(value: unknown): value is string {
  return typeof value === 'string' && TOKEN.test(value);
}

/** The page where the candidate fills in the questionnaire (contract, section 6, application_get_link). */
export function applicationLink(publicUrl: string, appToken: string, accToken: string): string {
  return link(publicUrl, 'app_link.html', appToken, accToken);
}

/** The page where the candidate stops reminders. It has the candidate's own token. */
export function remindersLink(publicUrl: string, appToken: string, accToken: string): string {
  return link(publicUrl, 'reminders.html', appToken, accToken);
}

/** The page that shows the report of a completed application. Its token is another one than the candidate's. */
export function reportLink(publicUrl: string, repToken: string, accToken: string): string {
  return link(publicUrl, 'rep_link.html', repToken, accToken);
}

// Clients find the token in the query by its name, so the order and the names of the parameters are fixed. All pages
// have the same ones.
function link(
  publicUrl: string,
  page: 'app_link.html' | 'rep_link.html' | 'reminders.html',
  token: string,
  accToken: string,
): string {
  const base = publicUrl.endsWith('/') ? publicUrl.replace(/\/+$/, '') : publicUrl;
  return `${base}/app_link/${page}?app_link=${encodeURIComponent(token)}&acc_link=${encodeURIComponent(accToken)}`;
}
