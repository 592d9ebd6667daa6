import { visible } from './visible.js';

/** What a receiver answered, for the screen: indented, line by line, nothing in it that steers a terminal. */
export function replyLines(reply: string): string[] {
  return reply.split(/\r?\n/).map((line) => `  ${visible(line)}`);
}
