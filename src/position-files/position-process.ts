import { readPositionText } from './read-position-text.js';

// The program of a process that reads one text and ends.
process.once('message', (text) => {
  process.send!(readPositionText(String(text)), () => process.disconnect());
});
