import { visible } from './visible.js';

/** A receiver's reply for the screen, indented line by line. Nothing in it can control the terminal. */
export function replyLines(reply: string): string[] {
  return reply.split(/\r?\n/).map((line) => `  ${visible(line)}`);
}
