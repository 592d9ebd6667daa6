const LONGEST = 80;

/**
 * Gives the name under which a browser saves the PDF. It has only letters and digits of any script with hyphens between
 * them, so that no part of a candidate's name works as a folder, an extension, a header or a change of direction.
 */
export function reportFileName(reportName: string, candidate: string): string {
  const words = `${reportName} ${candidate}`.normalize('NFC').match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? [];
  const name = [...words.join('-')].slice(0, LONGEST).join('').replace(/-$/, '');
  return `${name || 'report'}.pdf`;
}
