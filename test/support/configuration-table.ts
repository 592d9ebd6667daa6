import { format, resolveConfig } from 'prettier';
import { VARIABLES } from '../../src/config/config.js';

const BEGIN = '<!-- begin: configuration, written by npm run generate -->';
const END = '<!-- end: configuration -->';

/**
 * Returns the README, formatted, with the table of every configuration variable between its markers. The table is made
 * from `VARIABLES`.
 */
export async function withConfigurationTable(readme: string, path: string): Promise<string> {
  const [before, rest] = readme.split(BEGIN);
  const [, after] = rest?.split(END) ?? [];
  if (before === undefined || after === undefined) throw new Error(`${path} lacks the markers of its table.`);
  const text = `${before}${BEGIN}\n\n${configurationTable()}\n\n${END}${after}`;
  return format(text, { ...(await resolveConfig(path)), parser: 'markdown' });
}

function configurationTable(): string {
  const rows = Object.entries(VARIABLES).map(([name, { meaning, default: standard, valid }]) => [
    `\`${name}\``,
    meaning,
    valid,
    standard,
  ]);
  const heading = ['variable', 'meaning', 'valid', 'default'];
  return [heading, heading.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
}
