const LONGEST = 80;

/**
 * The name that a browser saves the PDF under: letters and digits of any script with hyphens between, so that nothing
 * in a candidate's name is taken for a folder, an ending, a header or a change of direction.
 */
export function reportFileName(reportName: string, candidate: string): string {
  const words = `${reportName} ${candidate}`.normalize('NFC').match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? [];
  const name = [...words.join('-')].slice(0, LONGEST).join('').replace(/-$/, '');
  return `${name || 'report'}.pdf`;
}
