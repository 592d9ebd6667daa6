import { type PositionContent } from './position.js';
import { type SaidText, saidIn } from './texts.js';

type Named = Pick<PositionContent, 'aname' | 'caption' | 'languages'>;

/** What people call a position: its caption in that language. Without one it is the name, in the first language. */
export function positionName({ aname, caption = {}, languages }: Named, languageId: string): SaidText {
  return saidIn(caption, languageId) ?? { text: aname, languageId: languages[0]! };
}

/**
 * What people call the report of a position: its caption in that language. Without one it is the report's name, in the
 * first language, and a report without a name of its own is called like the position.
 */
export function reportName(
  content: Named & Pick<PositionContent, 'reportName' | 'reportCaption'>,
  languageId: string,
): SaidText {
  const { aname, reportName: name, reportCaption = {}, languages } = content;
  const said = saidIn(reportCaption, languageId);
  if (said) return said;
  return name === aname ? positionName(content, languageId) : { text: name, languageId: languages[0]! };
}
