import { languageOf } from '../languages/languages.js';
import { gsm7Units } from './gsm7.js';
import { oneLine } from './one-line.js';

const ONE_MESSAGE = 160;
const SHORTEST_NAME = 8;

/**
 * The invitation, or a reminder of it, as a text message, with the link at the end. When its characters allow one
 * message of 160, the account's name is cut to fit it, but never below eight characters.
 */
export function writeSms(
  languageId: string,
  { account, link, isReminder = false }: { account: string; link: string; isReminder?: boolean },
): string {
  const { invitation } = languageOf(languageId);
  const { shortText } = isReminder ? invitation.reminder : invitation;
  const name = [...oneLine(account)];
  const written = (length: number): string => shortText(name.slice(0, length).join('').trimEnd()) + link;
  let length = name.length;
  while (length > SHORTEST_NAME && tooLong(written(length))) length -= 1;
  return tooLong(written(length)) ? written(name.length) : written(length);
}

function tooLong(text: string): boolean {
  const units = gsm7Units(text);
  return units === undefined || units > ONE_MESSAGE;
}
