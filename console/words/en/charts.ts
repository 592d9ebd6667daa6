import { list } from './write.js';

/** Words of every chart. */
export const charts = {
  figures: 'Figures',
  time: 'From',
  none: 'none',
  gap: 'not counted',
  label: (title: string, latest: { name: string; value: string }[]) =>
    `${title}. Latest: ${list(latest.map(({ name, value }) => `${name} ${value}`))}`,
};
