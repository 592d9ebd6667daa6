import { words } from '../words/words.js';

/** A span of so many ms in words: "12 ms", "1.5 s", "7 min 12 s", "3 h 20 min". */
export function writeSpan(ms: number): string {
  const { span } = words.everywhere;
  if (ms < 1_000) return span.ms(ms);
  if (ms < 60_000) return span.seconds(ms / 1000);
  const seconds = Math.floor(ms / 1000);
  if (seconds < 3_600) return span.minutes(Math.floor(seconds / 60), seconds % 60);
  return span.hours(Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60));
}
